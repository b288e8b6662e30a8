package io.deepgrow.app.agreement;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports of agreement, for who reviews in the project. */
@ApplicationScoped
public class AgreementReports {

  /**
   * A comparison.
   *
   * @param other who made the second mask; empty for the network
   */
  public record Pair(String person, String other, String structure, MaskAgreement agreement) {}

  private static final int MOST = 1000;

  /** Of results that another one has taken the place of nothing counts. */
  private static final String COUNTED =
      " from review_agreement g join review r on r.id = g.review_id left join review o on o.id ="
          + " g.other_id where r.project_id = :project and r.state <> 'SUPERSEDED' and (o.id is null"
          + " or o.state <> 'SUPERSEDED')";

  private static final String MIDDLE = "percentile_cont(0.5) within group (order by %s)";

  private static final String LINES =
      "select g.structure_id, g.other_id is null, count(*), "
          + String.join(
              ", ",
              MIDDLE.formatted("g.dice"),
              "min(g.dice)",
              MIDDLE.formatted("g.hausdorff_95"),
              "max(g.hausdorff_95)",
              MIDDLE.formatted("g.mean_distance"),
              "max(g.mean_distance)",
              MIDDLE.formatted("abs(g.volume - g.other_volume)"),
              "max(abs(g.volume - g.other_volume))")
          + COUNTED
          + " group by 1, 2 order by 2, 1";

  private static final String PAIRS =
      "select r.annotator_name, coalesce(o.annotator_name, ''), g.structure_id, g.dice,"
          + " g.hausdorff_95, g.mean_distance, g.volume, g.other_volume from review_agreement g join"
          + " review r on r.id = g.review_id left join review o on o.id = g.other_id where"
          + " g.review_id = :review or g.other_id = :review order by 2, 1, 3";

  private final EntityManager entities;
  private final AccessPolicy access;
  private final Projects projects;

  AgreementReports(EntityManager entities, AccessPolicy access, Projects projects) {
    this.entities = entities;
    this.access = access;
    this.projects = projects;
  }

  /** The report of a project; {@code project.not_found}, {@code security.forbidden}. */
  public AgreementReport of(UUID project) {
    projects.get(project);
    access.requireProject(project, Role.REVIEWER);
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(LINES)
                        .setParameter("project", project)
                        .getResultList());
    return new AgreementReport(project, rows.stream().map(row -> line((Object[]) row)).toList());
  }

  private static AgreementReport.Line line(Object[] row) {
    return new AgreementReport.Line(
        (String) row[0],
        (Boolean) row[1] ? AgreementReport.Between.NETWORK : AgreementReport.Between.PEOPLE,
        ((Number) row[2]).longValue(),
        figure(row[3], row[4]),
        figure(row[5], row[6]),
        figure(row[7], row[8]),
        figure(row[9], row[10]));
  }

  private static AgreementReport.@Nullable Figure figure(
      @Nullable Object median, @Nullable Object worst) {
    return median == null || worst == null
        ? null
        : new AgreementReport.Figure(
            ((Number) median).doubleValue(), ((Number) worst).doubleValue());
  }

  /** The comparisons of one review, the network's first; the caller sees the review. */
  public List<Pair> ofReview(UUID review) {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(PAIRS)
                        .setParameter("review", review)
                        .setMaxResults(MOST)
                        .getResultList());
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Pair(
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    new MaskAgreement(
                        (Double) row[3],
                        (Double) row[4],
                        (Double) row[5],
                        (Double) row[6],
                        (Double) row[7])))
        .toList();
  }

  /** The report as a table of comma-separated values. */
  public static String csv(AgreementReport report) {
    StringBuilder csv =
        new StringBuilder(
            "structure,between,comparisons,dice_median,dice_worst,hd95_mm_median,hd95_mm_worst,"
                + "mean_distance_mm_median,mean_distance_mm_worst,volume_difference_ml_median,"
                + "volume_difference_ml_worst\r\n");
    for (AgreementReport.Line line : report.lines()) {
      csv.append(line.structure())
          .append(',')
          .append(line.between())
          .append(',')
          .append(line.comparisons());
      append(csv, line.dice());
      append(csv, line.hausdorff95());
      append(csv, line.meanDistance());
      append(csv, line.volumeDifference());
      csv.append("\r\n");
    }
    return csv.toString();
  }

  private static void append(StringBuilder csv, AgreementReport.@Nullable Figure figure) {
    csv.append(
        figure == null
            ? ",,"
            : String.format(Locale.ROOT, ",%.4f,%.4f", figure.median(), figure.worst()));
  }
}
