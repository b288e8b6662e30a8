package io.deepgrow.app.audit;

import io.deepgrow.app.audit.VerificationReport.Kind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares the audit trail with its seals, as both were at one moment. */
@ApplicationScoped
public class AuditVerification {

  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private static final String LEAVES =
      "select l.seal, l.event_id, l.at as sealed_at, encode(l.hash, 'hex') as hash, "
          + AuditRows.COLUMNS
          + " from audit_leaf l left join audit_event e on e.id = l.event_id order by l.seal,"
          + " l.event_id";

  /** Rows without a seal, and whether they were there too late for one. */
  private static final String UNSEALED =
      """
      from audit_event e
      cross join (select pg_snapshot_xmin(pg_current_snapshot()) as xmin,
        pg_snapshot_xmax(pg_current_snapshot()) as xmax,
        (select settled from audit_seal order by number desc limit 1) as settled) s
      """;

  private static final String WITHOUT_LEAF =
      " where not exists (select 1 from audit_leaf l where l.event_id = e.id)";

  /** A row of a transaction that is not to come, or of one from before the last seal. */
  private static final String ADDED =
      "coalesce(s.xmin >= s.settled and (e.tx < s.settled or e.tx >= s.xmax), false)";

  private static final String DROPS =
      "select l.hash, "
          + ADDED
          + " as added, "
          + AuditRows.COLUMNS
          + " "
          + UNSEALED
          + " left join audit_leaf l on l.event_id = e.id where e.action = '"
          + AuditAge.DROPPED
          + "'";

  private final AuditDatabase database;
  private final AuditTrail trail;
  private final Clock clock;

  AuditVerification(AuditDatabase database, AuditTrail trail, Clock clock) {
    this.database = database;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Verifies all of the trail.
   *
   * @param root that some seal has to have, such as the newest in the log; empty for none
   */
  public VerificationReport verify(Optional<String> root) {
    VerificationReport report = database.read(connection -> verify(connection, root));
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                trail.record(
                    "audit.verified",
                    new AuditObject("audit", report.root().orElse("")),
                    report.intact() ? "intact" : report.wrong() + " findings"));
    return report;
  }

  private VerificationReport verify(Connection connection, Optional<String> root)
      throws SQLException {
    Findings findings = new Findings();
    Optional<Instant> goneBefore = goneBefore(connection);
    SealCheck check = new SealCheck(findings, goneBefore.orElse(Instant.MIN));
    boolean found = checkSeals(connection, check, root);
    if (!found) {
      findings.add(
          Kind.SEAL_MISSING, Optional.empty(), Optional.empty(), "No seal has the root given");
    }
    checkUnsealed(connection, findings);
    return new VerificationReport(
        findings.wrong() == 0,
        findings.seals,
        findings.rows,
        findings.gone,
        goneBefore,
        findings.unsealed,
        check.root(),
        findings.wrong(),
        findings.first());
  }

  /** Whether the root was met. */
  private static boolean checkSeals(Connection connection, SealCheck check, Optional<String> root)
      throws SQLException {
    boolean found = root.isEmpty();
    try (PreparedStatement seals = connection.prepareStatement(Seals.OLDEST_FIRST);
        PreparedStatement leaves = connection.prepareStatement(LEAVES)) {
      seals.setFetchSize(AuditDatabase.PART);
      leaves.setFetchSize(AuditDatabase.PART);
      try (ResultSet seal = seals.executeQuery();
          ResultSet leaf = leaves.executeQuery()) {
        boolean more = leaf.next();
        while (seal.next()) {
          Seal next = Seals.read(seal);
          List<SealCheck.Leaf> its = new ArrayList<>();
          while (more && leaf.getLong("seal") == next.number()) {
            its.add(leaf(leaf));
            more = leaf.next();
          }
          check.check(next, its);
          found |= root.filter(next.root()::equals).isPresent();
        }
      }
    }
    return found;
  }

  private static SealCheck.Leaf leaf(ResultSet row) throws SQLException {
    row.getLong("id");
    boolean there = !row.wasNull();
    return new SealCheck.Leaf(
        row.getLong("event_id"),
        AuditRows.time(row, "sealed_at"),
        AuditRows.text(row, "hash"),
        there ? Optional.of(AuditRows.read(row)) : Optional.empty());
  }

  private static void checkUnsealed(Connection connection, Findings findings) throws SQLException {
    String sql =
        "select e.id, " + ADDED + " as added " + UNSEALED + WITHOUT_LEAF + " order by e.id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(AuditDatabase.PART);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (row.getBoolean("added")) {
            findings.add(
                Kind.ROW_ADDED,
                Optional.of(row.getLong("id")),
                Optional.empty(),
                "It was not there when the rows of its time were sealed");
          } else {
            findings.unsealed++;
          }
        }
      }
    }
  }

  /** What the trail says of rows that went by age, where that is itself as it was sealed. */
  private Optional<Instant> goneBefore(Connection connection) throws SQLException {
    Optional<Instant> latest = Optional.empty();
    try (PreparedStatement statement = connection.prepareStatement(DROPS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        AuditRow drop = AuditRows.read(row);
        byte[] hash = row.getBytes("hash");
        boolean genuine =
            hash == null ? !row.getBoolean("added") : Arrays.equals(hash, MerkleTree.row(drop));
        Optional<Instant> before = genuine ? before(drop) : Optional.empty();
        if (before.isPresent() && latest.filter(before.get()::isBefore).isEmpty()) {
          latest = before;
        }
      }
    }
    return latest;
  }

  /** Before which time a row says that others went; nothing younger than the setting allows. */
  private Optional<Instant> before(AuditRow drop) {
    try {
      Instant before = Instant.parse(drop.detail());
      boolean young = before.isAfter(drop.at().minus(AuditAge.SHORTEST));
      boolean early = drop.at().isAfter(clock.instant().plus(CLOCKS));
      return young || early ? Optional.empty() : Optional.of(before);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
