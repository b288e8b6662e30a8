package io.deepgrow.validation;

import java.util.Base64;

/** A page that needs no other file: its head, and pictures inside it. */
public final class HtmlPage {

  private HtmlPage() {}

  /** What a page starts with, up to its heading. */
  public static String head(String title, String heading) {
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>%s</title>
        <style>
          body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
          table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
          th, td { border-bottom: 1px solid #ccc; padding: .2rem .7rem; text-align: right; }
          th:first-child, td:first-child { text-align: left; }
          figure { margin: 1rem 0; } img { max-width: 100%%; background: #000; }
          figcaption { color: #444; } svg text { font-size: 12px; fill: #444; }
        </style>
        <h1>%s</h1>
        """
        .formatted(escaped(title), escaped(heading));
  }

  /** A picture with its words. */
  public static String figure(HtmlReport.Picture picture) {
    String caption = escaped(picture.caption());
    return "<figure><img alt=\""
        + caption
        + "\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(picture.png())
        + "\"><figcaption>"
        + caption
        + "</figcaption></figure>\n";
  }

  /** Text as it can stand in a page, also within double quotes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
