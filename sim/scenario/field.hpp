// A value of the scenario with the way that led to it: its key, what its place expects, and where to report
// what is wrong with it. A field lives on the stack while its value is read, and so does its parent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/scenario/findings.hpp"
#include "sim/scenario/suggestion.hpp"
#include "sim/scenario/values.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace portsim {

// One of the words that a key takes, and what it means.
template <class T>
struct Word {
  std::string_view word;
  T meaning;
  std::string_view tried = {};  // another word that people try for it
};

class Field {
 public:
  Field(const Node& root, std::string_view expected, Findings& findings);  // of a whole text

  // `expected` says in words what the place takes: `a duration such as "200ms"`.
  Field entry(const Entry& entry, std::string_view expected) const;
  Field item(std::size_t index, std::string_view expected) const;  // of a list
  Field absent(std::string_view key, const Node& stand_in, std::string_view expected) const;

  const Scalar* scalar() const { return node_->scalar(); }
  const List* list() const { return node_->list(); }
  const Map* map() const { return node_->map(); }
  const Node& node() const { return *node_; }
  const Field* parent() const { return parent_; }  // nullptr: the whole text
  std::string_view key() const { return key_; }
  std::string path() const;  // "workloads.web.client.phases[0].rate"

  // Each read reports what is wrong, and then returns nothing.
  template <class T>
  std::optional<T> read(Decoded<T> (*decode)(std::string_view)) const {
    if (!scalar()) return report_unexpected(), std::nullopt;
    Decoded<T> decoded = decode(scalar()->text);
    if (!decoded) return report_unexpected(decoded.error()), std::nullopt;
    return *decoded;
  }
  std::optional<std::uint64_t> read_whole(WholeRange range) const;
  template <class T, std::size_t count>
  std::optional<T> read_word(const Word<T> (&words)[count]) const;

  // The same into a member, which keeps its value where there is none to read.
  template <class Member, class T>
  void read_into(Member& member, Decoded<T> (*decode)(std::string_view)) const {
    if (auto value = read(decode)) member = *value;
  }
  template <class Integer>
  void read_whole_into(Integer& member, WholeRange range) const {
    if (auto value = read_whole(range)) member = static_cast<Integer>(*value);
  }
  template <class Member, class T, std::size_t count>
  void read_word_into(Member& member, const Word<T> (&words)[count]) const {
    if (auto value = read_word(words)) member = *value;
  }

  void report(ProblemKind kind, std::string message, Mismatch mismatch = {}) const;  // at the value
  void report_at_key(ProblemKind kind, std::string message) const;  // at the key, or at an item of a list
  void report_at(ProblemKind kind, Mark mark, std::string message, Mismatch mismatch = {}) const;
  // From the `offset`th byte of a scalar on, which stands in one line.
  Mark mark_within(std::size_t offset) const;
  // `expected a list of ports such as [50000-50099], found 5`: it has another form.
  void report_unexpected() const { report_unexpected({"", ProblemKind::wrong_type}); }
  // `expected a port from 1 to 65535, found "http"`, and the reason, if any.
  void report_unexpected(const Reason& reason) const;
  // `unknown host "wbe"; did you mean "web"?`
  void report_unknown(std::string_view kind, std::string_view name, const Candidates& known) const;
  void report_unknown_key(const Entry& entry, const Candidates& known) const;
  void report_duplicate_keys() const;  // here and in everything below
  void report_missing(std::string_view key, std::string_view expected) const;
  bool has_reported_enough() const { return findings_->is_full(); }

 private:
  Field(const Field* parent, std::string_view key, std::optional<std::size_t> index, Mark key_mark,
        const Node& node, std::string_view expected);

  std::string path_of(std::string_view key) const;

  const Field* parent_ = nullptr;
  std::string_view key_;
  std::optional<std::size_t> index_;
  Mark key_mark_;
  const Node* node_;
  std::string_view expected_;
  Findings* findings_;
};

// User's text for a message: never long.
std::string shortened(std::string_view text);
// In quotes, plain numbers bare.
std::string shown(std::string_view text);
std::string shown(const Node& node);

template <class T, std::size_t count>
Candidates words_of(const Word<T> (&words)[count]) {
  Candidates names;
  for (const Word<T>& word : words) names.push_back(word.word);
  return names;
}

template <class T, std::size_t count>
std::optional<T> Field::read_word(const Word<T> (&words)[count]) const {
  if (!scalar()) return report_unexpected(), std::nullopt;
  for (const Word<T>& word : words) {
    if (word.word == scalar()->text) return word.meaning;
  }
  std::optional<std::string_view> meant = nearest(scalar()->text, words_of(words));
  for (const Word<T>& word : words) {
    if (!word.tried.empty() && word.tried == scalar()->text) meant = word.word;
  }
  report_unexpected(Reason{meant ? fmt::format("did you mean \"{}\"?", *meant) : ""});
  return std::nullopt;
}

}  // namespace portsim
