package io.deepgrow.dimse.node;

import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import io.deepgrow.dimse.held.HeldObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.DataWriter;
import org.dcm4che3.net.DataWriterAdapter;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.InputStreamDataWriter;
import org.dcm4che3.net.Priority;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;

/**
 * C-FIND, C-MOVE and C-STORE with the PACS (PS3.4 B, C), Study Root. Each call has an association
 * of its own. What the PACS says in an error comment is not passed on: it can name a patient.
 */
public final class PacsCalls {

  /** A level of the Study Root model. */
  public enum Level {
    STUDY,
    SERIES,
    IMAGE
  }

  private static final String[] UNCOMPRESSED = {
    UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian
  };

  private final Node node;
  private final DicomLimits limits;

  public PacsCalls(Node node, DicomLimits limits) {
    this.node = node;
    this.limits = limits;
  }

  /**
   * Asks the PACS; the search is cancelled once enough came.
   *
   * @param keys what is matched, and empty what is to be answered
   * @param atMost answers
   * @throws GatewayException {@code gateway.pacs_away}, {@code gateway.pacs_refused}
   */
  public List<DicomObject> find(Level level, DicomObject keys, int atMost) {
    Attributes query = Translation.toDcm4che(keys);
    query.setString(Tag.QueryRetrieveLevel, VR.CS, level.name());
    String model = UID.StudyRootQueryRetrieveInformationModelFind;
    return call(
        request(model, UNCOMPRESSED),
        association -> {
          List<DicomObject> found = new ArrayList<>();
          DimseRSP answers = association.cfind(model, Priority.NORMAL, query, null, 0);
          boolean cancelled = false;
          while (answers.next()) {
            int status = answers.getCommand().getInt(Tag.Status, -1);
            if (Status.isPending(status)) {
              if (found.size() < atMost) {
                found.add(Translation.fromDcm4che(answers.getDataset(), limits));
              } else if (!cancelled) {
                answers.cancel(association);
                cancelled = true;
              }
            } else if (status != Status.Success && status != Status.Cancel) {
              throw refused("The search", status);
            }
          }
          return found;
        });
  }

  /**
   * Has the PACS send a study, a series or an instance to the gateway's own entity; ends when all
   * was stored.
   *
   * @throws GatewayException {@code gateway.pacs_away}, {@code gateway.pacs_refused}, {@code
   *     gateway.incomplete}
   */
  public void move(StudyUid study, Optional<SeriesUid> series, Optional<SopInstanceUid> instance) {
    Attributes keys = new Attributes();
    Level level =
        instance.isPresent() ? Level.IMAGE : series.isPresent() ? Level.SERIES : Level.STUDY;
    keys.setString(Tag.QueryRetrieveLevel, VR.CS, level.name());
    keys.setString(Tag.StudyInstanceUID, VR.UI, study.value());
    series.ifPresent(uid -> keys.setString(Tag.SeriesInstanceUID, VR.UI, uid.value()));
    instance.ifPresent(uid -> keys.setString(Tag.SOPInstanceUID, VR.UI, uid.value()));
    String model = UID.StudyRootQueryRetrieveInformationModelMove;
    call(
        request(model, UNCOMPRESSED),
        association -> {
          DimseRSP answers = association.cmove(model, Priority.NORMAL, keys, null, node.title());
          int status = -1;
          int failed = 0;
          while (answers.next()) {
            status = answers.getCommand().getInt(Tag.Status, -1);
            failed = answers.getCommand().getInt(Tag.NumberOfFailedSuboperations, 0);
          }
          if (status == Status.MoveDestinationUnknown) {
            throw new GatewayException(
                Code.REFUSED,
                "The PACS does not know where "
                    + node.title()
                    + " is: add this title with the gateway's address and port "
                    + node.port()
                    + " to its application entities");
          }
          if (failed > 0) {
            throw new GatewayException(
                Code.INCOMPLETE, failed + " objects could not be sent by the PACS");
          }
          if (status != Status.Success) {
            throw refused("The retrieval", status);
          }
          return status;
        });
  }

  /**
   * Stores an object in the PACS, in the syntax it has, else uncompressed if it is.
   *
   * @return the status of the answer: 0 when stored, 0xBxxx when stored with a warning, else why
   *     not (PS3.4 B.2.3); {@link Status#SOPclassNotSupported} when the PACS takes no such objects
   * @throws GatewayException {@code gateway.pacs_away}
   */
  public int store(HeldObject object) {
    AAssociateRQ request = new AAssociateRQ();
    boolean plain = List.of(UNCOMPRESSED).contains(object.syntax());
    request.addPresentationContext(
        new PresentationContext(
            1, object.sopClass(), plain ? UNCOMPRESSED : new String[] {object.syntax()}));
    return call(
        request,
        association -> {
          List<String> accepted =
              List.copyOf(association.getTransferSyntaxesFor(object.sopClass()));
          if (accepted.isEmpty()) {
            return Status.SOPclassNotSupported;
          }
          String syntax = accepted.contains(object.syntax()) ? object.syntax() : accepted.get(0);
          try (DicomInputStream in = new DicomInputStream(object.file().toFile())) {
            in.readFileMetaInformation();
            DataWriter data =
                syntax.equals(object.syntax())
                    ? new InputStreamDataWriter(in)
                    : new DataWriterAdapter(in.readDataset());
            DimseRSP answer =
                association.cstore(
                    object.sopClass(), object.instance().value(), Priority.NORMAL, data, syntax);
            answer.next();
            return answer.getCommand().getInt(Tag.Status, Status.ProcessingFailure);
          }
        });
  }

  /** Asks the PACS whether it is there (C-ECHO). */
  public void echo() {
    call(
        request(UID.Verification, UID.ImplicitVRLittleEndian),
        association -> association.cecho().next());
  }

  private static GatewayException refused(String what, int status) {
    return new GatewayException(
        Code.REFUSED, what + " was refused by the PACS with status " + hex(status));
  }

  /** A status as the standard writes it. */
  public static String hex(int status) {
    return String.format(Locale.ROOT, "0x%04X", status & 0xFFFF);
  }

  private static AAssociateRQ request(String sopClass, String... syntaxes) {
    AAssociateRQ request = new AAssociateRQ();
    request.addPresentationContext(new PresentationContext(1, sopClass, syntaxes));
    return request;
  }

  @FunctionalInterface
  private interface Call<T> {
    T with(Association association) throws IOException, InterruptedException;
  }

  private <T> T call(AAssociateRQ request, Call<T> call) {
    try {
      Association association = node.associate(request);
      try {
        return call.with(association);
      } finally {
        if (association.isReadyForDataTransfer()) {
          association.release();
        }
      }
    } catch (IOException e) {
      throw new GatewayException(
          Code.AWAY, "The PACS broke off: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException(Code.AWAY, "The gateway is ending", e);
    }
  }
}
