package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/configuration.md has every setting of ours with its default, and no other. */
class SettingsDocumentedTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`|–");
  private static final String NONE = "–";

  /** Settings by name, with their defaults. */
  private static Map<String, String> mapped() {
    Map<String, String> settings = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.deepgrow.app")) {
      if (type.isAnnotatedWith(ConfigMapping.class)) {
        Class<?> mapping = type.reflect();
        collect(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, settings);
      }
    }
    return settings;
  }

  private static void collect(String prefix, Class<?> group, Map<String, String> settings) {
    for (Method method : group.getDeclaredMethods()) {
      String name =
          prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (method.getReturnType().isInterface()
          && method.getReturnType().getName().startsWith("io.deepgrow.app.")) {
        collect(name, method.getReturnType(), settings);
      } else {
        WithDefault preset = method.getAnnotation(WithDefault.class);
        settings.put(name, preset == null ? NONE : preset.value());
      }
    }
  }

  /** As the page has them: {@code `deepgrow.a.b`, `.c` | `1`, – |}. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `deepgrow.")) {
        String[] cells = line.split(" \\| ", -1);
        List<String> names = new ArrayList<>();
        for (String name : values(cells[0])) {
          String first = names.isEmpty() ? "" : names.get(0);
          names.add(
              name.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + name : name);
        }
        List<String> presets = values(cells[1]);
        for (int n = 0; n < names.size(); n++) {
          settings.put(
              names.get(n), presets.size() == 1 ? presets.get(0) : preset(presets, n, line));
        }
      }
    }
    return settings;
  }

  private static String preset(List<String> presets, int n, String line) {
    assertThat(presets).as(line).hasSizeGreaterThan(n);
    return presets.get(n);
  }

  private static List<String> values(String cell) {
    return CODE.matcher(cell).results().map(SettingsDocumentedTest::value).toList();
  }

  private static String value(MatchResult found) {
    return found.group(1) == null ? NONE : found.group(1);
  }

  @Test
  void thePageHasEverySettingWithItsDefaultAndNoOther() throws IOException {
    assertThat(documented()).isEqualTo(mapped());
  }
}
