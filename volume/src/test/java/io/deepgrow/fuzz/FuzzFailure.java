package io.deepgrow.fuzz;

/** A parser did with an input what it must not do. */
public final class FuzzFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FuzzFailure(String what) {
    super(what);
  }

  FuzzFailure(String what, Throwable cause) {
    super(what, cause);
  }
}
