// Advice made by hand, so that what a report says of it can be written down beforehand.
#pragma once

#include "sim/experiment/advise.hpp"

#include "tests/sim/report/sample_runs.hpp"

namespace portsim {

inline TriedRemedy wider_range() {
  TriedRemedy tried;
  tried.remedy.kind = RemedyKind::port_range;
  tried.remedy.effort = Effort::setting_and_restart;
  tried.remedy.title = "MaxUserPort of mail-front-end";
  tried.remedy.today = "5000";
  tried.remedy.paths = {"hosts.mail-front-end.settings.MaxUserPort"};
  tried.remedy.costs = {{"a service may find its port taken",
                         Source{Confidence::documented, "KB812873, reserve ephemeral ports",
                                "https://support.microsoft.com/kb/812873"}}};
  tried.outcome = Outcome::meets;
  tried.chosen = {"8000", {"hosts.mail-front-end.settings.MaxUserPort=8000"}};
  tried.change = 0.05;
  tried.results = holding_run();
  tried.results.depends_on = {{"the cursor starts at 1025", {Confidence::inferred, "no text says", ""}}};
  tried.candidates = 60534;
  tried.tried = 17;
  return tried;
}

inline TriedRemedy retries() {
  TriedRemedy tried;
  tried.remedy.kind = RemedyKind::retry;
  tried.remedy.effort = Effort::application_change;
  tried.remedy.title = "retries of web|mail";
  tried.remedy.today = "none";
  tried.remedy.workload = 0;
  tried.outcome = Outcome::useless;
  tried.chosen = {"50", {"workloads.webmail.retry={attempts: 50}"}};
  tried.results = failing_run();
  return tried;
}

inline Advice sample_advice() {
  Advice advice;
  advice.scenario = sample_scenario();
  advice.scenario.hosts.resize(1);
  advice.scenario.hosts[0].name = "mail-front-end";
  advice.scenario.workloads.resize(1);
  advice.scenario.workloads[0].name = "webmail";
  advice.as_it_is = failing_run();
  advice.tried = {wider_range(), retries()};
  Remedy closes;
  closes.kind = RemedyKind::closes;
  closes.effort = Effort::application_change;
  closes.title = "closing by the server of webmail";
  closes.why_not = "the server closes already";
  advice.impossible = {closes};
  return advice;
}

}  // namespace portsim
