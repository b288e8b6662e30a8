package io.deepgrow.app.audit;

import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.RecurringWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Seals the rows of the audit trail that no seal has, once no transaction runs that is as old as
 * they: what is committed late is in a later seal, whatever its number.
 */
@ApplicationScoped
class AuditSealing implements RecurringWork {

  private static final Logger LOG = Logger.getLogger(AuditSealing.class);
  private static final Kind KIND = new Kind("audit-seal", Lane.LIGHT);

  /** Rows of one seal. */
  private static final int MOST = 10_000;

  /** One sealer at a time; readers are not held up. */
  private static final String LOCK = "lock table audit_seal in share row exclusive mode";

  /**
   * Transactions since the last seal that are over; after a restore into another database the
   * numbers of transactions begin again, and all rows are looked through once.
   */
  private static final String BOUNDS =
      """
      select now.xmin::text as settled, coalesce(last.settled, '0'::xid8)::text as begin,
        coalesce(now.xmin < last.settled, false) as restored
      from (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) now
      left join (select settled from audit_seal order by number desc limit 1) last on true
      """;

  private static final String ROWS =
      "select "
          + AuditRows.COLUMNS
          + " from audit_event e where ((e.tx >= ?::xid8 and e.tx < ?::xid8) or ?) and not exists"
          + " (select 1 from audit_leaf l where l.event_id = e.id) order by e.id limit "
          + MOST;

  private static final String SEAL =
      "insert into audit_seal (number, at, first_id, last_id, count, last_at, rows_root, previous,"
          + " root, settled) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::xid8)";

  private static final String LEAF =
      "insert into audit_leaf (seal, event_id, at, hash) values (?, ?, ?, ?)";

  private final AuditDatabase database;
  private final Clock clock;

  AuditSealing(AuditDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void run() {
    Optional<Seal> seal = seal();
    while (seal.isPresent() && seal.get().count() == MOST) {
      seal = seal();
    }
  }

  /** Seals what can be sealed, up to the most of one seal; empty when there was nothing. */
  Optional<Seal> seal() {
    Optional<Seal> seal = database.write(this::seal);
    seal.ifPresent(
        s ->
            LOG.infof(
                "audit seal %d over %d rows, %d to %d: %s",
                s.number(), s.count(), s.firstId(), s.lastId(), s.root()));
    return seal;
  }

  private Optional<Seal> seal(Connection connection) throws SQLException {
    Bounds bounds;
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK);
      try (ResultSet row = statement.executeQuery(BOUNDS)) {
        row.next();
        bounds =
            new Bounds(
                AuditRows.text(row, "begin"),
                AuditRows.text(row, "settled"),
                row.getBoolean("restored"));
      }
    }
    List<AuditRow> rows = rows(connection, bounds);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<byte[]> hashes = rows.stream().map(MerkleTree::row).toList();
    Seal seal = of(rows, hashes, Seals.newest(connection));
    // with more rows to come the next seal begins where this one began
    insert(connection, seal, rows.size() == MOST ? bounds.begin : bounds.settled);
    insert(connection, seal.number(), rows, hashes);
    return Optional.of(seal);
  }

  private record Bounds(String begin, String settled, boolean restored) {}

  private static List<AuditRow> rows(Connection connection, Bounds bounds) throws SQLException {
    List<AuditRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
      statement.setString(1, bounds.begin);
      statement.setString(2, bounds.settled);
      statement.setBoolean(3, bounds.restored);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(AuditRows.read(result));
        }
      }
    }
    return rows;
  }

  private Seal of(List<AuditRow> rows, List<byte[]> hashes, Optional<Seal> before) {
    List<byte[]> leaves = new ArrayList<>(rows.size());
    Instant youngest = rows.get(0).at();
    for (int n = 0; n < rows.size(); n++) {
      AuditRow row = rows.get(n);
      leaves.add(MerkleTree.leaf(row.id(), row.at(), hashes.get(n)));
      youngest = row.at().isAfter(youngest) ? row.at() : youngest;
    }
    return new Seal(
            before.map(Seal::number).orElse(0L) + 1,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            rows.get(0).id(),
            rows.get(rows.size() - 1).id(),
            rows.size(),
            youngest,
            MerkleTree.root(leaves),
            before.map(Seal::root).orElse(""),
            "")
        .rooted();
  }

  private static void insert(Connection connection, Seal seal, String settled) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEAL)) {
      statement.setLong(1, seal.number());
      statement.setObject(2, seal.at().atOffset(ZoneOffset.UTC));
      statement.setLong(3, seal.firstId());
      statement.setLong(4, seal.lastId());
      statement.setInt(5, seal.count());
      statement.setObject(6, seal.lastAt().atOffset(ZoneOffset.UTC));
      statement.setString(7, seal.rowsRoot());
      statement.setString(8, seal.previous());
      statement.setString(9, seal.root());
      statement.setString(10, Objects.requireNonNull(settled));
      statement.executeUpdate();
    }
  }

  private static void insert(
      Connection connection, long seal, List<AuditRow> rows, List<byte[]> hashes)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LEAF)) {
      for (int n = 0; n < rows.size(); n++) {
        statement.setLong(1, seal);
        statement.setLong(2, rows.get(n).id());
        statement.setObject(3, rows.get(n).at().atOffset(ZoneOffset.UTC));
        statement.setBytes(4, hashes.get(n));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
