package io.deepgrow.training.weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The values and marks of a pickle that is being read, both bounded. */
final class PickleStack {

  private final PickleLimits limits;
  private final List<Object> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();

  PickleStack(PickleLimits limits) {
    this.limits = limits;
  }

  void push(Object value) {
    if (values.size() >= limits.stack()) {
      throw broken("more than " + limits.stack() + " values on the stack");
    }
    values.add(value);
  }

  Object pop() {
    return popLast(1).get(0);
  }

  Object peek() {
    if (values.size() <= floor()) {
      throw broken("the stack is empty");
    }
    return values.get(values.size() - 1);
  }

  /** The newest values, oldest first; not those below the newest mark. */
  List<Object> popLast(int count) {
    if (values.size() - floor() < count) {
      throw broken("the stack is empty");
    }
    return cut(values.size() - count);
  }

  void mark() {
    if (marks.size() >= limits.depth()) {
      throw broken("more than " + limits.depth() + " open marks");
    }
    marks.push(values.size());
  }

  /** The values since the newest mark, which goes too. */
  List<Object> popMark() {
    if (marks.isEmpty()) {
      throw broken("a mark is missing");
    }
    return cut(marks.pop());
  }

  boolean isEmpty() {
    return values.isEmpty() && marks.isEmpty();
  }

  private List<Object> cut(int from) {
    List<Object> tail = values.subList(from, values.size());
    List<Object> items = new ArrayList<>(tail);
    tail.clear();
    return items;
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.peek();
  }

  private static WeightsException broken(String reason) {
    return new WeightsException("The checkpoint's pickle is refused: " + reason);
  }
}
