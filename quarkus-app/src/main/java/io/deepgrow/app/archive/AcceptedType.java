package io.deepgrow.app.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One media range of an Accept header (PS3.18 8.7.4).
 *
 * @param multipart whether parts are asked for, or the bare object
 * @param mediaType of the object or of each part, such as {@code application/dicom}
 * @param transferSyntax a UID, {@code *} for any, or Explicit VR Little Endian when not named
 */
record AcceptedType(boolean multipart, String mediaType, String transferSyntax) {

  static final String ANY_SYNTAX = "*";
  static final String EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
  private static final int MAX_RANGES = 32;

  /**
   * The ranges of a header in their order; an absent one takes anything as the server likes.
   *
   * @throws ArchiveException status 400 when there are too many
   */
  static List<AcceptedType> parse(List<String> headers) {
    List<AcceptedType> types = new ArrayList<>();
    for (String header : headers) {
      for (String range : split(header, ',')) {
        types.add(range(range));
        if (types.size() > MAX_RANGES) {
          throw ArchiveException.badRequest("Too many media ranges in Accept");
        }
      }
    }
    return types.isEmpty() ? List.of(new AcceptedType(true, "*/*", EXPLICIT_LITTLE)) : types;
  }

  /** Whether a part of that type answers this range. */
  boolean takes(String type) {
    return mediaType.equals("*/*") || mediaType.equals(type);
  }

  private static AcceptedType range(String text) {
    List<String> pieces = split(text, ';');
    String outer = pieces.get(0).strip().toLowerCase(Locale.ROOT);
    Map<String, String> parameters = new HashMap<>();
    for (String piece : pieces.subList(1, pieces.size())) {
      addParameter(parameters, piece);
    }
    boolean multipart = outer.equals("multipart/related") || outer.equals("*/*");
    String inner =
        outer.equals("multipart/related") ? parameters.getOrDefault("type", "*/*") : outer;
    // some clients put the transfer syntax inside the quoted type
    List<String> innerPieces = split(inner, ';');
    for (String piece : innerPieces.subList(1, innerPieces.size())) {
      addParameter(parameters, piece);
    }
    return new AcceptedType(
        multipart,
        innerPieces.get(0).strip().toLowerCase(Locale.ROOT),
        parameters.getOrDefault("transfer-syntax", EXPLICIT_LITTLE));
  }

  private static void addParameter(Map<String, String> parameters, String piece) {
    int equals = piece.indexOf('=');
    if (equals > 0) {
      String name = piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      parameters.putIfAbsent(name, unquoted(piece.substring(equals + 1).strip()));
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static List<String> split(String text, char separator) {
    List<String> pieces = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        pieces.add(text.substring(from, at));
        from = at + 1;
      }
    }
    pieces.add(text.substring(from));
    return pieces;
  }
}
