package io.deepgrow.app.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.model.ModelDescriptor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model.
 *
 * @param model the id by which sessions name the model
 * @param version as its descriptor has it
 * @param sha256 of the weights
 * @param digest of the descriptor, weights included by their hash: the name of its folder
 * @param trainingRun the run that made it, where one did
 * @param share of new sessions that begin with it as a canary, in hundredths
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionView(
    UUID id,
    String model,
    String version,
    String title,
    VersionState state,
    VersionSource source,
    String architecture,
    List<String> labels,
    String licence,
    String trainingData,
    String intendedUse,
    String sha256,
    String digest,
    String addedBy,
    Instant addedAt,
    @Nullable Instant triedAt,
    @Nullable UUID trainingRun,
    int share) {

  static VersionView of(ModelVersion row, VersionState state, int share) {
    ModelDescriptor descriptor = row.described();
    return new VersionView(
        row.id,
        row.model,
        descriptor.version(),
        descriptor.title(),
        state,
        row.source,
        descriptor.architecture(),
        descriptor.labels(),
        descriptor.licence(),
        descriptor.trainingData(),
        descriptor.intendedUse(),
        row.sha256,
        row.digest,
        row.addedByName,
        row.addedAt,
        row.triedAt,
        row.trainingRun,
        share);
  }
}
