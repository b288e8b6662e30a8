package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.ServiceCalls;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A performer of the work items of a DICOMweb worklist (UPS-RS, PS3.18 11). A performer shows by
 * its Transaction UID that an item is its own: write it down before {@link #claim}, since no server
 * ever says it again, and an answer may be lost.
 */
public final class WorkitemClient {

  /** What came of a change. */
  public enum Outcome {
    /** It is done, now or before. */
    DONE,
    /** The item is somebody else's, is over, or is no more: there is nothing left to do for us. */
    NOT_OURS,
    /** The item could not be brought to its end as it is; it still is ours. */
    REFUSED
  }

  private static final Pattern AE = Pattern.compile("[\\x21-\\x5B\\x5D-\\x7E]{1,16}");
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");
  private static final int MOST_PERCENT = 100;

  private final ServiceCalls calls;
  private final WorkitemWays ways;
  private final String requester;

  /**
   * A client of one worklist.
   *
   * @param root of the worklist, which may be another than that of the archive
   * @param requester the AE title that a performer claims under
   * @throws IllegalArgumentException when that is no AE title
   */
  public WorkitemClient(DicomWebConfig config, URI root, WorkitemWays ways, String requester) {
    if (!AE.matcher(requester).matches()) {
      throw new IllegalArgumentException("An AE title has 1 to 16 characters without blanks");
    }
    this.calls = new ServiceCalls(config, root);
    this.ways = ways;
    this.requester = requester;
  }

  /**
   * Items that match, at most so many; what servers ignore of the keys is not looked at again here.
   */
  public List<Workitem> search(Map<String, String> matching, int atMost) {
    return calls.search("/workitems", matching, atMost).stream()
        .map(Workitem::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /** An item as it is now; empty when it is no more. */
  public Optional<Workitem> find(String uid) {
    return calls.find(path(uid), "look at a work item").flatMap(Workitem::of);
  }

  /**
   * Claims an item. May be repeated with the same UID after a lost answer, or a restart.
   *
   * @param transaction by which it is ours from then on
   * @return DONE or NOT_OURS
   * @throws DicomWebException when the worklist does not answer: claim again later
   */
  public Outcome claim(String uid, String transaction) {
    if (changed(uid, WorkitemState.IN_PROGRESS, transaction)) {
      return Outcome.DONE;
    }
    // refused: perhaps because an earlier claim of ours was heard and its answer lost
    return find(uid).map(Workitem::state).filter(WorkitemState.IN_PROGRESS::equals).isPresent()
            && progress(uid, transaction, 0, "claimed") == Outcome.DONE
        ? Outcome.DONE
        : Outcome.NOT_OURS;
  }

  /**
   * Says how far the work is.
   *
   * @param percent 0 to 100
   * @param text in words, without patient data
   * @return DONE or NOT_OURS: stop working then
   */
  public Outcome progress(String uid, String transaction, int percent, String text) {
    DicomObject progress =
        new DicomObject()
            .setString(
                Workitem.PROGRESS, Integer.toString(Math.max(0, Math.min(MOST_PERCENT, percent))))
            .setString(Workitem.PROGRESS_DESCRIPTION, text);
    return update(uid, transaction, Workitem.PROGRESS_INFORMATION, progress);
  }

  private Outcome update(String uid, String transaction, int sequence, DicomObject item) {
    DicomObject change = new DicomObject().setItems(sequence, item);
    String path = path(uid) + ways.update(checked(transaction));
    return isDone(calls.post(path, change), "update of a work item")
        ? Outcome.DONE
        : Outcome.NOT_OURS;
  }

  /**
   * Ends an item whose work is done. Its outputs are in the archive by then.
   *
   * @return REFUSED when the worklist does not take it as complete: cancel it then
   */
  public Outcome complete(String uid, String transaction, PerformedWork work) {
    if (update(uid, transaction, Workitem.PERFORMED, work.item()) == Outcome.NOT_OURS) {
      return ended(uid, WorkitemState.COMPLETED);
    }
    return changed(uid, WorkitemState.COMPLETED, transaction)
        ? Outcome.DONE
        : ended(uid, WorkitemState.COMPLETED);
  }

  /**
   * Gives an item up that is ours.
   *
   * @param reason in words, without patient data
   */
  public Outcome cancel(String uid, String transaction, String reason) {
    DicomObject why =
        new DicomObject()
            .setString(Workitem.REASON, reason)
            .setItems(
                Workitem.REASON_CODE,
                new DicomObject()
                    .setString(Tag.CODE_VALUE, "110513")
                    .setString(Tag.CODING_SCHEME_DESIGNATOR, "DCM")
                    .setString(Tag.CODE_MEANING, "Discontinued for unspecified reason"));
    if (update(uid, transaction, Workitem.PROGRESS_INFORMATION, why) == Outcome.NOT_OURS) {
      return ended(uid, WorkitemState.CANCELED);
    }
    return changed(uid, WorkitemState.CANCELED, transaction)
        ? Outcome.DONE
        : ended(uid, WorkitemState.CANCELED);
  }

  /** What a refused end means: an earlier one may have been heard and its answer lost. */
  private Outcome ended(String uid, WorkitemState expected) {
    Optional<WorkitemState> now = find(uid).map(Workitem::state);
    if (now.isPresent() && now.get() == expected) {
      return Outcome.DONE;
    }
    return now.isPresent() && now.get() == WorkitemState.IN_PROGRESS
        ? Outcome.REFUSED
        : Outcome.NOT_OURS;
  }

  private boolean changed(String uid, WorkitemState state, String transaction) {
    DicomObject change =
        new DicomObject()
            .setString(Workitem.PROCEDURE_STEP_STATE, state.term())
            .setString(Tag.TRANSACTION_UID, checked(transaction));
    String path = path(uid) + "/state" + ways.state(requester);
    return isDone(calls.put(path, change), "change of a work item's state");
  }

  /** False when the item is not ours or not in that state: servers say it by 400, 404 and 409. */
  private static boolean isDone(ServiceCalls.Reply reply, String what) {
    int status = reply.status();
    if (status == 400 || status == 404 || status == 409 || status == 410) {
      return false;
    }
    reply.require(what);
    return true;
  }

  private static String path(String uid) {
    return "/workitems/" + checked(uid);
  }

  private static String checked(String uid) {
    if (!UID.matcher(uid).matches()) {
      throw new IllegalArgumentException("A UID has digits and full stops, 64 at most");
    }
    return uid;
  }
}
