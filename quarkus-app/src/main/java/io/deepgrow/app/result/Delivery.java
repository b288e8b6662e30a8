package io.deepgrow.app.result;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.StoreOutcome;
import java.util.Optional;

/**
 * One attempt to bring one result further on its way: asks whether the object is there, sends it
 * when not, reads it back and compares. Whatever goes wrong is that result's own affair.
 */
final class Delivery {

  /** How often an object that was accepted is looked for before it counts as lost. */
  static final int CHECKS = 8;

  /** Keeps what is about to be sent in place of what was there. */
  @FunctionalInterface
  interface Rewrite {
    void with(byte[] dataset, boolean otherPatient);

    /** Told right before anything is sent; what it throws keeps it from being sent. */
    default void sending() {}
  }

  private final DicomWebClient pacs;
  private final Comparison comparison;
  private final PatientToday patients;

  /**
   * A delivery.
   *
   * @param pacs that the object goes to
   * @param source that has the series, and says whose it is
   */
  Delivery(DicomWebClient pacs, DicomWebClient source, Comparison comparison) {
    this.pacs = pacs;
    this.comparison = comparison;
    this.patients = new PatientToday(source);
  }

  /**
   * Makes the attempt; talks to the PACS, so no transaction may be open.
   *
   * @param dataset the object's bytes
   * @param rewrite told before other bytes are sent than these
   */
  Step attempt(Claim claim, byte[] dataset, Rewrite rewrite) {
    try {
      return claim.state() == ResultState.PENDING
          ? store(claim, dataset, rewrite)
          : check(claim, dataset);
    } catch (DicomWebException e) {
      return new Step.Later("Not through yet: " + e.code());
    } catch (DicomException e) {
      return new Step.Later("Not through yet: the PACS answered unreadably, " + e.code());
    }
  }

  private Step store(Claim claim, byte[] dataset, Rewrite rewrite) {
    int tries = claim.attempts() + 1;
    // an earlier attempt may have arrived although its answer did not, or nobody lived to hear it
    boolean there =
        (tries > 1 || claim.number() > 1)
            && pacs.exists(claim.study(), claim.series(), claim.sop());
    if (there) {
      return new Step.Stored();
    }
    Optional<PatientToday.Renamed> renamed = patients.name(claim.study(), dataset);
    renamed.ifPresent(r -> rewrite.with(r.dataset(), r.otherPatient()));
    byte[] sent = renamed.map(PatientToday.Renamed::dataset).orElse(dataset);
    rewrite.sending();
    StoreOutcome outcome = pacs.store(claim.study(), claim.series(), claim.sop(), sent);
    return switch (outcome.next(tries)) {
      case DONE -> new Step.Stored();
      case TRY_AGAIN -> new Step.Later("Not through yet: " + outcome.words());
      case GIVE_UP -> new Step.Rejected("The PACS refused the object: " + outcome.words());
    };
  }

  private Step check(Claim claim, byte[] dataset) {
    boolean last = claim.checks() + 1 >= CHECKS;
    DicomFile stored;
    try {
      stored = pacs.retrieveDecodable(claim.study(), claim.series(), claim.sop());
    } catch (DicomWebException e) {
      if (!e.code().equals("dicomweb.not_found")) {
        throw e;
      }
      return last
          ? new Step.Rejected("The PACS accepted the object but does not show it")
          : new Step.Later("Accepted by the PACS, but not shown yet", true);
    } catch (DicomException e) {
      return last
          ? new Step.Rejected(
              "The PACS has the object but gives it back unreadable: "
                  + e.code()
                  + ". Look at it there before storing another")
          : new Step.Later("Accepted by the PACS, but given back unreadable: " + e.code(), true);
    }
    return comparison.sameMasks(dataset, stored)
        ? new Step.Verified()
        : new Step.Rejected("The PACS gave back other masks than were sent");
  }
}
