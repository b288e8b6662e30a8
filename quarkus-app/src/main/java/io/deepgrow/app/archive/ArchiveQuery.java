package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Dictionary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The query string of a QIDO-RS search (PS3.18 8.3.4): attribute keys by keyword or tag,
 * includefield, limit and offset.
 */
final class ArchiveQuery {

  static final int MAX_RESULTS = 10_000;
  private static final int MAX_KEYS = 64;
  private static final int MAX_KEY_LENGTH = 4096;

  private final Map<Integer, KeyMatcher> keys = new LinkedHashMap<>();
  private final Set<Integer> included = new LinkedHashSet<>();
  private boolean all;
  private int limit = MAX_RESULTS;
  private int offset;

  private ArchiveQuery() {}

  /**
   * Parses parameters that are URL-decoded already.
   *
   * @throws ArchiveException status 400 for an unknown attribute, a bad number or too many keys
   */
  static ArchiveQuery parse(Map<String, List<String>> parameters) {
    ArchiveQuery query = new ArchiveQuery();
    if (parameters.size() > MAX_KEYS) {
      throw ArchiveException.badRequest("More than " + MAX_KEYS + " query parameters");
    }
    parameters.forEach((name, values) -> values.forEach(value -> query.add(name, value)));
    return query;
  }

  private void add(String name, String value) {
    if (value.length() > MAX_KEY_LENGTH) {
      throw ArchiveException.badRequest("Query parameter " + name + " is too long");
    }
    switch (name) {
      case "limit" -> limit = Math.min(MAX_RESULTS, number(name, value));
      case "offset" -> offset = number(name, value);
      case "fuzzymatching" -> {}
      case "includefield" -> include(value);
      default -> {
        int tag = tag(name);
        keys.put(tag, KeyMatcher.of(Dictionary.vrOf(tag).name(), value));
        included.add(tag);
      }
    }
  }

  private void include(String value) {
    for (String field : value.split(",", -1)) {
      if (field.equals("all")) {
        all = true;
      } else {
        included.add(tag(field.strip()));
      }
    }
  }

  private static int number(String name, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw ArchiveException.badRequest(name + " is no number from 0 on");
  }

  private static int tag(String name) {
    if (name.matches("[0-9A-Fa-f]{8}")) {
      return Integer.parseUnsignedInt(name, 16);
    }
    return Dictionary.tagOf(name)
        .orElseThrow(
            () ->
                ArchiveException.badRequest("Unknown attribute in the query: " + printable(name)));
  }

  private static String printable(String name) {
    String plain = name.replaceAll("[^0-9A-Za-z.]", "?");
    return plain.substring(0, Math.min(64, plain.length()));
  }

  /** Whether every key matches; keys of other levels must be looked up by the caller's object. */
  boolean matches(DicomObject attributes) {
    return keys.entrySet().stream()
        .allMatch(key -> key.getValue().matches(attributes.strings(key.getKey())));
  }

  /** Attributes wanted besides those of the level. */
  List<Integer> included() {
    return List.copyOf(included);
  }

  /** Whether every attribute is wanted. */
  boolean all() {
    return all;
  }

  /** The page that was asked for. */
  <T> List<T> page(List<T> results) {
    int from = Math.min(offset, results.size());
    return new ArrayList<>(results.subList(from, Math.min(results.size(), from + limit)));
  }
}
