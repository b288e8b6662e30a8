package io.deepgrow.app.supply;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares bills of materials with OSV data: {@code bin/check-dependencies}. */
public final class CheckDependencies {

  private static final int CLEAN = 0;
  private static final int AFFECTED = 1;
  private static final int FAILED = 2;

  private CheckDependencies() {}

  /** Arguments: folder or file of OSV data, then bills of materials. Exits 0, 1 or 2. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /** 0: nothing is known, 1: something is, 2: the check itself failed. */
  static int run(PrintStream out, PrintStream err, String... arguments) {
    if (arguments.length < 2) {
      err.println("error: name OSV data and at least one bill of materials.");
      return FAILED;
    }
    try {
      OsvData data = OsvData.read(Path.of(arguments[0]));
      List<Component> components = new ArrayList<>();
      for (int n = 1; n < arguments.length; n++) {
        components.addAll(BillOfMaterials.read(Path.of(arguments[n])));
      }
      List<String> findings = data.findings(components);
      findings.forEach(out::println);
      err.println(
          components.size()
              + " libraries, "
              + data.size()
              + " OSV entries, "
              + findings.size()
              + " findings");
      return findings.isEmpty() ? CLEAN : AFFECTED;
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      return FAILED;
    }
  }
}
