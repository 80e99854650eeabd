// list_builder.h - makes a List by appending.
// Shape:  plain value while a list is being read; the nodes are in the arena.
// Errors: none.
// Source: node.h.
#pragma once

#include "guards/shell/node.h"

namespace guards::shell {

template <class T>
class ListBuilder {
 public:
  void append(T* node) {
    if (last_ == nullptr) {
      first_ = node;
    } else {
      last_->next = node;
    }
    last_ = node;
  }
  void append_all(const ListBuilder& other) {
    if (other.first_ == nullptr) return;
    append(other.first_);
    last_ = other.last_;
  }
  bool empty() const { return first_ == nullptr; }
  T* last() const { return last_; }
  List<T> list() const { return List<T>(first_); }

 private:
  T* first_ = nullptr;
  T* last_ = nullptr;
};

}  // namespace guards::shell
