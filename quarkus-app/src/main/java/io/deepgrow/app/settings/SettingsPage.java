package io.deepgrow.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page about configuration says of each setting; the page is part of the build. */
final class SettingsPage {

  private static final String RESOURCE = "settings/configuration.md";
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  private SettingsPage() {}

  /** Meanings by the names of settings, in the order of the page. */
  static Map<String, String> read() {
    try (InputStream in = SettingsPage.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException(RESOURCE + " is missing in this build");
      }
      return meanings(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From rows such as {@code | `deepgrow.a.b`, `.c` | default | meaning |}. */
  static Map<String, String> meanings(String page) {
    Map<String, String> meanings = new LinkedHashMap<>();
    page.lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(
            line -> {
              String[] cells = line.split(" \\| ", 3);
              String meaning = cells.length < 3 ? "" : cells[2].replaceAll("\\s*\\|\\s*$", "");
              String plain = LINK.matcher(meaning).replaceAll("$1").replace("`", "");
              names(cells[0]).forEach(name -> meanings.put(name, plain));
            });
    return meanings;
  }

  private static List<String> names(String cell) {
    List<String> names = new ArrayList<>();
    Matcher found = CODE.matcher(cell);
    while (found.find()) {
      String name = found.group(1);
      String first = names.isEmpty() ? "" : names.get(0);
      names.add(
          name.startsWith(".")
              ? first.substring(0, Math.max(0, first.lastIndexOf('.'))) + name
              : name);
    }
    return names;
  }
}
