package io.deepgrow.dicomweb;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Keys of a QIDO-RS search.
 *
 * @param matching attribute keyword or tag to value
 * @param include attributes to return besides the usual
 */
public record QidoQuery(Map<String, String> matching, List<String> include) {

  public QidoQuery {
    matching = Map.copyOf(matching);
    include = List.copyOf(include);
  }

  public static QidoQuery all() {
    return new QidoQuery(Map.of(), List.of());
  }

  /**
   * The query part of a URL.
   *
   * @param limit 0 for none
   */
  String text(int offset, int limit) {
    StringJoiner text = new StringJoiner("&", "?", "");
    text.setEmptyValue("");
    new TreeMap<>(matching).forEach((key, value) -> text.add(encode(key) + "=" + encode(value)));
    include.forEach(field -> text.add("includefield=" + encode(field)));
    if (limit > 0) {
      return text.add("limit=" + limit).add("offset=" + offset).toString();
    }
    return offset == 0 ? text.toString() : text.add("offset=" + offset).toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
