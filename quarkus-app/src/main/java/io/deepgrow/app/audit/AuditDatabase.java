package io.deepgrow.app.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads much of the audit trail, a part at a time, as it was at one moment. */
@ApplicationScoped
class AuditDatabase {

  /** Rows in memory at once. */
  static final int PART = 2000;

  private final DataSource database;

  AuditDatabase(DataSource database) {
    this.database = database;
  }

  /** What is done with a connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Reads in a transaction that sees nothing of what others write meanwhile. */
  <T> T read(Work<T> work) {
    return within(
        connection -> {
          connection.setReadOnly(true);
          try {
            return work.with(connection);
          } finally {
            connection.rollback();
            connection.setReadOnly(false);
          }
        },
        Connection.TRANSACTION_REPEATABLE_READ);
  }

  /** Writes all or nothing. */
  <T> T write(Work<T> work) {
    return within(
        connection -> {
          T done = work.with(connection);
          connection.commit();
          return done;
        },
        Connection.TRANSACTION_READ_COMMITTED);
  }

  private <T> T within(Work<T> work, int isolation) {
    try (Connection connection = database.getConnection()) {
      int before = connection.getTransactionIsolation();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(isolation);
      try {
        return work.with(connection);
      } finally {
        connection.rollback();
        connection.setTransactionIsolation(before);
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail can't be read: " + e.getSQLState(), e);
    }
  }
}
