package io.deepgrow.dicomweb;

import java.util.List;

/** What became of an object that was sent to be stored. */
public sealed interface StoreOutcome {

  /** What to do next. */
  enum Next {
    /** Nothing: the service has it. */
    DONE,
    /** Send it again later. */
    TRY_AGAIN,
    /** Give up: sending it again would not help. */
    GIVE_UP
  }

  /** How often an object is sent that is refused for a reason which may pass. */
  int TRIES_OF_A_DOUBTFUL_REFUSAL = 5;

  /**
   * What to do next.
   *
   * @param tries how often the object has been sent by now
   */
  Next next(int tries);

  /** What the service said, in one line without patient data; empty when it has the object. */
  String words();

  /**
   * The service has it.
   *
   * @param warnings reason codes of warnings (PS3.4 GG.4-1)
   */
  record Stored(List<Integer> warnings) implements StoreOutcome {
    public Stored {
      warnings = List.copyOf(warnings);
    }

    @Override
    public Next next(int tries) {
      return Next.DONE;
    }

    @Override
    public String words() {
      return "";
    }
  }

  /**
   * The service does not take it; sending it again would not help.
   *
   * @param reasons failure reason codes (PS3.4 GG.4-1), perhaps none
   * @param explanation what the service gave for an explanation, perhaps empty
   */
  record Rejected(int status, List<Integer> reasons, String explanation) implements StoreOutcome {
    public Rejected {
      reasons = List.copyOf(reasons);
    }

    public Rejected(int status, List<Integer> reasons) {
      this(status, reasons, "");
    }

    @Override
    public Next next(int tries) {
      return Next.GIVE_UP;
    }

    @Override
    public String words() {
      return StowResponse.words(status, reasons, explanation);
    }
  }

  /**
   * The service does not take it for a reason that is mostly final but may pass, such as 0x0110
   * (processing failure), or without a reason of DICOM's, as a gateway before it does while it
   * starts: worth a few more tries.
   *
   * @param reasons failure reason codes (PS3.4 GG.4-1), perhaps none
   * @param explanation what the service gave for an explanation, perhaps empty
   */
  record RejectedForNow(int status, List<Integer> reasons, String explanation)
      implements StoreOutcome {
    public RejectedForNow {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Next next(int tries) {
      return tries < TRIES_OF_A_DOUBTFUL_REFUSAL ? Next.TRY_AGAIN : Next.GIVE_UP;
    }

    @Override
    public String words() {
      return StowResponse.words(status, reasons, explanation);
    }
  }

  /** No answer, or one that says to try later; it is not known to be stored. */
  record Unreachable(String why) implements StoreOutcome {

    @Override
    public Next next(int tries) {
      return Next.TRY_AGAIN;
    }

    @Override
    public String words() {
      return why;
    }
  }
}
