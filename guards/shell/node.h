// node.h - how nodes hang together: lists, and kinds made concrete.
// Shape:  read-only nodes in the arena of a Tree (tree.h), linked by `next`.
// Errors: as<T>() of another kind is a broken promise (ensure).
// Source: ADR-0018.
#pragma once

#include <cstddef>
#include <iterator>
#include <utility>

#include "coord/base/ensure.h"

namespace guards::shell {

// Nodes linked through their `next`; also any tail of such a chain.
template <class T>
class List {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = const T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;
    Iterator() = default;
    explicit Iterator(const T* at) : at_(at) {}
    const T& operator*() const { return *at_; }
    const T* operator->() const { return at_; }
    Iterator& operator++() { return at_ = at_->next, *this; }
    Iterator operator++(int) { return Iterator(std::exchange(at_, at_->next)); }
    bool operator==(const Iterator&) const = default;

   private:
    const T* at_ = nullptr;
  };

  List() = default;
  explicit List(const T* first) : first_(first) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(); }
  bool empty() const { return first_ == nullptr; }
  const T& front() const { return *first_; }
  const T* first() const { return first_; }
  bool has_one() const { return first_ != nullptr && first_->next == nullptr; }
  std::size_t size() const { return static_cast<std::size_t>(std::distance(begin(), end())); }

 private:
  const T* first_ = nullptr;
};

// The node as the type its kind says. T: Literal, Parameter, Simple, If ...
template <class T, class Node>
const T& as(const Node& node) {
  base::ensure(node.kind == T::kKind, "a shell node is of the kind it says");
  return static_cast<const T&>(node);
}

// The same, or null when the node is of another kind.
template <class T, class Node>
const T* get_if(const Node& node) {
  return node.kind == T::kKind ? static_cast<const T*>(&node) : nullptr;
}

}  // namespace guards::shell
