package io.deepgrow.seg.terminology;

/**
 * What makes a finding the same over corrections: Tracking ID and UID (0062,0020 and 0062,0021),
 * both or neither.
 */
public record Tracking(String id, String uid) {

  private static final Tracking NONE = new Tracking("", "");

  public Tracking {
    if (id.isEmpty() != uid.isEmpty()) {
      throw new IllegalArgumentException("A tracking id and its UID come together");
    }
  }

  public static Tracking none() {
    return NONE;
  }

  public boolean isNone() {
    return id.isEmpty();
  }
}
