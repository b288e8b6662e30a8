package io.deepgrow.app.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.compat.LogBuffer;
import io.deepgrow.app.overview.OverviewService;
import io.deepgrow.app.settings.Redaction;
import io.deepgrow.app.settings.Settings;
import io.deepgrow.release.Release;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs what somebody who helps needs to see: versions, settings, state, the last lines of the log,
 * threads, rows and migrations. Every secret is taken out of every file once more before it is
 * packed; nothing of a patient is in any of them but UIDs.
 */
@ApplicationScoped
public class SupportBundle {

  private static final int LINES = 1000;
  private static final int DEEPEST = 60;

  private final Settings settings;
  private final OverviewService overview;
  private final LogBuffer log;
  private final DatabaseFacts database;
  private final AccessPolicy access;
  private final AuditTrail audit;
  private final ObjectMapper json;
  private final Clock clock;

  SupportBundle(
      Settings settings,
      OverviewService overview,
      LogBuffer log,
      DatabaseFacts database,
      AccessPolicy access,
      AuditTrail audit,
      ObjectMapper json,
      Clock clock) {
    this.settings = settings;
    this.overview = overview;
    this.log = log;
    this.database = database;
    this.access = access;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /** The name of a file that is made now. */
  public String fileName() {
    return "deepgrow-support-" + clock.instant().toString().replaceAll("[:.].*", "") + ".zip";
  }

  /**
   * A ZIP archive.
   *
   * @throws io.deepgrow.app.ApiException {@code security.forbidden} for who does not run all of it
   */
  public byte[] make() {
    access.requireEverywhere(Role.OPERATOR);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("about.json", written(about(clock.instant())));
    files.put("settings.json", written(settings.find("")));
    files.put("overview.json", written(overview.now()));
    files.put("rows.json", written(database.rows()));
    files.put("migrations.json", written(database.migrations()));
    files.put("log.txt", String.join("\n", log.last(LINES)) + "\n");
    files.put("threads.txt", threads());
    QuarkusTransaction.requiringNew()
        .run(() -> audit.record("support_bundle.made", new AuditObject("service", ""), ""));
    return packed(files, settings.redaction());
  }

  private static Map<String, String> about(Instant now) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("at", now.toString());
    about.put("release", Release.version());
    for (String name :
        new String[] {
          "java.version", "java.vendor", "java.vm.name", "os.name", "os.version", "os.arch"
        }) {
      about.put(name, System.getProperty(name, ""));
    }
    about.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    about.put("heap", Long.toString(Runtime.getRuntime().maxMemory()));
    about.put(
        "started",
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()).toString());
    return about;
  }

  private String written(Object what) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(what) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String threads() {
    StringBuilder text = new StringBuilder();
    for (ThreadInfo thread :
        ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, DEEPEST)) {
      text.append('"').append(thread.getThreadName()).append("\" ");
      text.append(thread.getThreadState()).append('\n');
      for (StackTraceElement element : thread.getStackTrace()) {
        text.append("    at ").append(element).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static byte[] packed(Map<String, String> files, Redaction redaction) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(redaction.of(file.getValue()).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
