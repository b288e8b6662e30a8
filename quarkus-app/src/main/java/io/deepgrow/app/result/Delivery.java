package io.deepgrow.app.result;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.StoreOutcome;
import java.util.List;

/**
 * One attempt to bring one result further on its way: asks whether the object is there, sends it
 * when not, reads it back and compares. Whatever goes wrong is that result's own affair.
 */
final class Delivery {

  /** How often an object that was accepted is looked for before it counts as lost. */
  static final int CHECKS = 8;

  private final DicomWebClient pacs;
  private final Comparison comparison;

  Delivery(DicomWebClient pacs, Comparison comparison) {
    this.pacs = pacs;
    this.comparison = comparison;
  }

  /**
   * Makes the attempt; talks to the PACS, so no transaction may be open.
   *
   * @param dataset the object's bytes
   */
  Step attempt(Claim claim, byte[] dataset) {
    try {
      return claim.state() == ResultState.PENDING ? store(claim, dataset) : check(claim, dataset);
    } catch (DicomWebException e) {
      return new Step.Later("Not through yet: " + e.code());
    } catch (DicomException e) {
      return new Step.Later("Not through yet: the PACS answered unreadably, " + e.code());
    }
  }

  private Step store(Claim claim, byte[] dataset) {
    int tries = claim.attempts() + 1;
    // an earlier attempt may have arrived although its answer did not
    boolean there = tries > 1 && pacs.exists(claim.study(), claim.series(), claim.sop());
    StoreOutcome outcome =
        there
            ? new StoreOutcome.Stored(List.of())
            : pacs.store(claim.study(), claim.series(), claim.sop(), dataset);
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
      stored = pacs.retrieveInstance(claim.study(), claim.series(), claim.sop());
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
