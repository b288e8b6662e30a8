package io.deepgrow.app;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for one page of rows of a table with {@code created_at} and {@code id}, the newest
 * first. Only what is filtered by is in the statement, so that the database can take the index of
 * that filter.
 */
public final class Listing {

  /** The most rows of one page. */
  public static final int MOST = 200;

  private static final UUID CONFIGURED = new UUID(0, 0);

  private final StringBuilder where = new StringBuilder();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final String select;

  /**
   * A question without a filter.
   *
   * @param select up to its {@code where}; the table is called {@code r}
   */
  public Listing(String select) {
    this.select = select;
  }

  /**
   * Checks how many rows a caller wants.
   *
   * @throws ApiException {@code request.malformed}
   */
  public static int limit(int requested) {
    if (requested < 1 || requested > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "limit is 1 to " + MOST);
    }
    return requested;
  }

  /** Takes rows whose column has a value; any where there is none. */
  public Listing equal(String column, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      String name = "v" + values.size();
      where.append(" and r.").append(column).append(" = :").append(name);
      values.put(name, value);
    }
    return this;
  }

  /** Takes rows whose column has one of these values. */
  public Listing in(String column, Collection<String> these) {
    String name = "v" + values.size();
    where.append(" and r.").append(column);
    if (these.isEmpty()) {
      where.append(" is null and false");
    } else {
      where.append(" in (:").append(name).append(')');
      values.put(name, List.copyOf(these));
    }
    return this;
  }

  /** Leaves rows out whose column has one of these values. */
  public Listing notIn(String column, Collection<String> these) {
    if (!these.isEmpty()) {
      String name = "v" + values.size();
      where.append(" and r.").append(column).append(" not in (:").append(name).append(')');
      values.put(name, List.copyOf(these));
    }
    return this;
  }

  /** Takes rows for which a condition holds; its parameters have names of their own. */
  public Listing where(String condition, Map<String, ?> parameters) {
    where.append(" and ").append(condition);
    values.putAll(parameters);
    return this;
  }

  /**
   * Takes rows of these studies, or of these connections; of the configured one where that is null.
   *
   * @param connection what a row has as its connection
   */
  public Listing within(
      Collection<String> studies, String connection, Collection<UUID> connections) {
    if (connections.isEmpty()) {
      return in("study_uid", studies);
    }
    String name = "v" + values.size();
    where.append(" and (").append(connection).append(" in (:").append(name).append(')');
    values.put(name, List.copyOf(connections));
    if (connections.contains(CONFIGURED)) {
      where.append(" or ").append(connection).append(" is null");
    }
    if (!studies.isEmpty()) {
      String those = "v" + values.size();
      where.append(" or r.study_uid in (:").append(those).append(')');
      values.put(those, List.copyOf(studies));
    }
    where.append(')');
    return this;
  }

  /** The rows after one, at most so many. */
  public List<Object[]> rows(EntityManager entities, Cursor after, int most) {
    Query query =
        entities
            .createNativeQuery(
                select
                    + " where (r.created_at, r.id) < (:at, :id)"
                    + where
                    + " order by r.created_at desc, r.id desc limit :most")
            .setParameter("at", after.at().atOffset(ZoneOffset.UTC))
            .setParameter("id", after.id())
            .setParameter("most", most);
    values.forEach(query::setParameter);
    List<?> rows = query.getResultList();
    return rows.stream().map(Object[].class::cast).toList();
  }
}
