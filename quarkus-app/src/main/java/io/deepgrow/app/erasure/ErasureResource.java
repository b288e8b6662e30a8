package io.deepgrow.app.erasure;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.dicom.StudyUid;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Erasing what is held of a patient or a study. */
@Path("/api/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasing")
@Blocking
public class ErasureResource {

  /**
   * Whose data go; either a patient or a study.
   *
   * @param issuerOfPatientId where the same Patient ID may be somebody else's; a study of which
   *     nothing names this issuer is not the patient's then
   * @param dryRun true counts what would go and changes nothing, false erases; it must be said
   * @param discardUnsent true lets results go that are not VERIFIED in the PACS
   */
  public record ErasureRequest(
      @Nullable String patientId,
      @Nullable String issuerOfPatientId,
      @Nullable String studyInstanceUid,
      @NotNull @Nullable Boolean dryRun,
      @Nullable Boolean discardUnsent) {

    /** Says nothing of the patient. */
    @Override
    public String toString() {
      return "ErasureRequest";
    }
  }

  private final StudyFinder finder;
  private final ErasureService erasures;

  ErasureResource(StudyFinder finder, ErasureService erasures) {
    this.finder = finder;
    this.erasures = erasures;
  }

  @RolesAllowed({Roles.ADMIN, Roles.SERVICE})
  @POST
  @Operation(
      summary = "Erase all that is held of a patient or of a study",
      description =
          "Sessions, clicks, masks, results, uploads and what clients keep with images, here only:"
              + " what lies in the PACS is listed, not deleted. With dryRun the same is counted and"
              + " nothing changed. 409 erasure.unsent when results are not VERIFIED in the PACS and"
              + " discardUnsent is not set, 409 erasure.sending while one is on its way. Sending"
              + " the same again finds nothing left here, and lists again what lies in the PACS, so no"
              + " Idempotency-Key is needed. Where nothing is found at all, studies is empty and"
              + " note says so.")
  public ErasureReport erase(@Valid @NotNull ErasureRequest request) {
    Concerns concerns = concerns(request);
    return Boolean.TRUE.equals(request.dryRun())
        ? erasures.count(concerns)
        : erasures.erase(concerns, Boolean.TRUE.equals(request.discardUnsent()));
  }

  private Concerns concerns(ErasureRequest request) {
    String patient = request.patientId();
    String study = request.studyInstanceUid();
    if ((patient == null) == (study == null)
        || (patient == null && request.issuerOfPatientId() != null)) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          "Name either patientId, perhaps with issuerOfPatientId, or studyInstanceUid");
    }
    return study == null
        ? finder.of(Patient.of(String.valueOf(patient), request.issuerOfPatientId()))
        : finder.of(new StudyUid(study));
  }
}
