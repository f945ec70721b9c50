// Every kind of mistake in a scenario as a section of Markdown: what it means, what to do, an example, and
// what is said about that example.
#pragma once

#include <string>

namespace portsim {

std::string problems_markdown();

}  // namespace portsim
