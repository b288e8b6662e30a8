package io.deepgrow.dimse.node;

import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.held.HeldObject;
import io.deepgrow.dimse.held.HeldObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.dcm4che3.net.service.DicomServiceException;

/** Keeps what is stored to the gateway, byte for byte, before it says so (PS3.4 B). */
final class StorageScp extends BasicCStoreSCP {

  private final HeldObjects held;
  private final long maxBytes;
  private final Optional<String> only;

  /**
   * A storage that keeps what it is sent.
   *
   * @param only the title that may store: what is held as a cache of a PACS is let go of again, so
   *     that nobody else's objects may be acknowledged
   */
  StorageScp(HeldObjects held, long maxBytes, Optional<String> only) {
    super("*");
    this.held = held;
    this.maxBytes = maxBytes;
    this.only = only;
  }

  @Override
  protected void store(
      Association association,
      PresentationContext context,
      Attributes request,
      PDVInputStream data,
      Attributes response)
      throws IOException {
    if (only.isPresent() && !only.get().equals(association.getRemoteAET())) {
      data.skipAll();
      throw failure(Status.NotAuthorized, "objects are taken from " + only.get() + " alone", null);
    }
    String sopClass = request.getString(Tag.AffectedSOPClassUID, "");
    String instance = request.getString(Tag.AffectedSOPInstanceUID, "");
    Path part = held.newPart();
    try {
      String syntax = context.getTransferSyntax();
      Attributes meta = association.createFileMetaInformation(instance, sopClass, syntax);
      try (BoundedOutput bounded = new BoundedOutput(Files.newOutputStream(part), maxBytes);
          DicomOutputStream out = new DicomOutputStream(bounded, UID.ExplicitVRLittleEndian)) {
        out.writeFileMetaInformation(meta);
        data.copyTo(out);
      } catch (BoundedOutput.TooLargeException e) {
        data.skipAll();
        throw failure(Status.OutOfResources, "larger than the gateway takes", e);
      }
      HeldObject object = held.described(part);
      if (!object.instance().value().equals(instance) || !object.sopClass().equals(sopClass)) {
        throw failure(
            Status.DataSetDoesNotMatchSOPClassError, "the object is another than announced", null);
      }
      held.add(object);
    } catch (GatewayException e) {
      int status =
          e.code() == GatewayException.Code.NO_ROOM
              ? Status.OutOfResources
              : Status.CannotUnderstand;
      throw failure(status, e.code().text(), e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static DicomServiceException failure(
      int status, String comment, @org.jspecify.annotations.Nullable Throwable cause) {
    DicomServiceException failure = new DicomServiceException(status, comment, true);
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }
}
