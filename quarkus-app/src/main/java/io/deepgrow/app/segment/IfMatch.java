package io.deepgrow.app.segment;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The precondition of a change: the revisions of a segment's mask that its caller takes for the
 * present one (RFC 9110, 13.1.1).
 *
 * @param tags entity tags, quotes and all; none when any revision will do
 */
public record IfMatch(Optional<Set<String>> tags) {

  /** The header that carries it. */
  public static final String HEADER = "If-Match";

  /** Whatever the segment's revision is. */
  public static final IfMatch ANY = new IfMatch(Optional.empty());

  private static final String TAG = "(?:W/)?\"[!#-~]{0,100}\"";
  private static final Pattern TAGS = Pattern.compile(TAG + "(?:\\s*,\\s*" + TAG + "){0,20}");

  /**
   * Reads the header.
   *
   * @throws ApiException {@code request.malformed} when it has no entity tag and is no {@code *}
   */
  public static IfMatch of(@Nullable String header) {
    String text = header == null ? "*" : header.strip();
    if (text.equals("*")) {
      return ANY;
    }
    if (!TAGS.matcher(text).matches()) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          HEADER + " is the ETag that an answer about the segment had, such as \"17\", or *");
    }
    return new IfMatch(
        Optional.of(
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet())));
  }

  /** The entity tag of a revision. */
  public static String tag(int revision) {
    return "\"" + revision + "\"";
  }

  /**
   * Makes sure that the segment is as the caller has seen it; the transaction holds the session.
   *
   * @param settled whether the segment's newest mask is the one of the clicks that count; if not,
   *     nobody has seen it as it is
   * @throws ApiException {@code segment.changed}
   */
  public void require(SegmentSnapshot segment, boolean settled) {
    if (tags.isPresent() && !(settled && tags.get().contains(tag(segment.revision())))) {
      throw new ApiException(
          ErrorCode.SEGMENT_CHANGED,
          "Segment "
              + segment.number()
              + (settled ? " is at revision " : " is being changed since revision ")
              + segment.revision()
              + "; read its mask and clicks again, and send what still makes sense");
    }
  }
}
