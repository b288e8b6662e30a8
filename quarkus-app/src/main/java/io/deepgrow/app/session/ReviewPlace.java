package io.deepgrow.app.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.volume.grid.PatientPoint;
import org.jspecify.annotations.Nullable;

/**
 * What a comment is about.
 *
 * @param segment its number in the session; null for no one in particular
 * @param k the slice along the normal, from 0; null for none
 * @param patient a point in LPS mm; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewPlace(
    @Nullable Integer segment, @Nullable Integer k, @Nullable PatientPoint patient) {}
