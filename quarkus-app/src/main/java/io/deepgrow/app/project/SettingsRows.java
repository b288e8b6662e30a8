package io.deepgrow.app.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Settings of projects in the database. All methods join the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SettingsRows {

  private static final String COLUMNS =
      "select t.project_id, t.model_id, t.review, t.sample_percent, t.four_eyes, t.overlap,"
          + " t.revision from project_settings t";

  private static final String PUT =
      """
      insert into project_settings (project_id, model_id, review, sample_percent, four_eyes, overlap,
        revision)
      values (:project, nullif(:model, ''), :review, :percent, :eyes, :overlap, 1)
      on conflict (project_id) do update set model_id = excluded.model_id, review = excluded.review,
        sample_percent = excluded.sample_percent, four_eyes = excluded.four_eyes,
        overlap = excluded.overlap, revision = project_settings.revision + 1
      """;

  private final EntityManager entities;

  SettingsRows(EntityManager entities) {
    this.entities = entities;
  }

  /** The settings of a project; those of nobody's asking where it has none. */
  ProjectSettings of(UUID project) {
    List<?> rows =
        entities
            .createNativeQuery(COLUMNS + " where t.project_id = :project")
            .setParameter("project", project)
            .getResultList();
    return rows.isEmpty() ? ProjectSettings.NONE : settings((Object[]) rows.get(0));
  }

  /** The settings of all projects that hold a study, the strictest review first. */
  List<StudyRule> ofStudy(String study) {
    List<?> rows =
        entities
            .createNativeQuery(
                COLUMNS
                    + " join project_study s on s.project_id = t.project_id join project p on p.id"
                    + " = t.project_id where s.study_uid = :study order by"
                    + " array_position(array['BEFORE_SENDING', 'SAMPLE', 'AFTER_SENDING', 'NONE'],"
                    + " cast(t.review as text)), p.created_at, p.id")
            .setParameter("study", study)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new StudyRule((UUID) row[0], settings(row)))
        .toList();
  }

  private ProjectSettings settings(Object[] row) {
    List<?> structures =
        entities
            .createNativeQuery(
                "select structure_id, colour from project_structure where project_id = :project"
                    + " order by position")
            .setParameter("project", row[0])
            .getResultList();
    return new ProjectSettings(
        structures.stream()
            .map(Object[].class::cast)
            .map(each -> new ProjectStructure((String) each[0], (String) each[1]))
            .toList(),
        (String) row[1],
        ReviewPolicy.valueOf((String) row[2]),
        ((Number) row[3]).intValue(),
        (Boolean) row[4],
        ((Number) row[5]).intValue(),
        ((Number) row[6]).intValue());
  }

  /** Sets all of a project; the caller holds the project's row. */
  void put(UUID project, ProjectSettings settings) {
    entities
        .createNativeQuery(PUT)
        .setParameter("project", project)
        .setParameter("model", Optional.ofNullable(settings.modelId()).orElse(""))
        .setParameter("review", settings.review().name())
        .setParameter("percent", settings.samplePercent())
        .setParameter("eyes", settings.fourEyes())
        .setParameter("overlap", settings.overlap())
        .executeUpdate();
    entities
        .createNativeQuery("delete from project_structure where project_id = :project")
        .setParameter("project", project)
        .executeUpdate();
    int position = 0;
    for (ProjectStructure structure : settings.structures()) {
      entities
          .createNativeQuery(
              "insert into project_structure (project_id, position, structure_id, colour) values"
                  + " (:project, :position, :structure, :colour)")
          .setParameter("project", project)
          .setParameter("position", position++)
          .setParameter("structure", structure.structure())
          .setParameter("colour", structure.colour())
          .executeUpdate();
    }
  }
}
