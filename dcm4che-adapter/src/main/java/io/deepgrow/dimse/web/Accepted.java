package io.deepgrow.dimse.web;

import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In what form objects may be given.
 *
 * @param singlePart whether one object is given as it is, not as the part of a body
 * @param syntaxes that are accepted; none for any: objects are given as they are stored
 */
record Accepted(boolean singlePart, List<String> syntaxes) {

  private static final Pattern SYNTAX = Pattern.compile("transfer-syntax=\"?([0-9.*]+)");

  static Accepted of(@Nullable String header) {
    String text = header == null ? "*/*" : header.toLowerCase(Locale.ROOT);
    List<String> ranges = Arrays.asList(text.split(",(?=\\s*[a-z*]+/)"));
    boolean multipart =
        ranges.stream().anyMatch(range -> range.contains("multipart/") || range.contains("*/*"));
    List<String> syntaxes =
        ranges.stream()
            .map(SYNTAX::matcher)
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1))
            .toList();
    return new Accepted(!multipart, syntaxes.contains("*") ? List.of() : syntaxes);
  }

  /**
   * Refuses an object in another form.
   *
   * @throws GatewayException {@code gateway.not_acceptable}
   */
  void require(String syntax) {
    if (!syntaxes.isEmpty() && !syntaxes.contains(syntax)) {
      throw new GatewayException(
          Code.NOT_ACCEPTABLE,
          "The object is stored in transfer syntax " + syntax + " and given in no other");
    }
  }
}
