package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.condition.Attribute;
import io.deepgrow.app.routing.condition.Facts;
import io.deepgrow.app.routing.sighting.SightedSeries;
import io.deepgrow.app.routing.sighting.SightedStudy;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What conditions learn of a sighted study. What is looked up is looked up once. */
final class StudyFacts implements Facts {

  private static final int ANY_AGE = 36_500;

  private final SightedStudy study;
  private final @Nullable SightedSeries series;
  private final KnownWork work;
  private final LocalDate today;
  private final Map<Attribute, Answer> remembered;

  private StudyFacts(
      SightedStudy study,
      @Nullable SightedSeries series,
      KnownWork work,
      LocalDate today,
      Map<Attribute, Answer> remembered) {
    this.study = study;
    this.series = series;
    this.work = work;
    this.today = today;
    this.remembered = remembered;
  }

  /** The facts of a study, of none of its series. */
  static StudyFacts of(SightedStudy study, KnownWork work, LocalDate today) {
    return new StudyFacts(study, null, work, today, new HashMap<>());
  }

  /** The facts of the study and one of its series. */
  StudyFacts with(SightedSeries one) {
    return new StudyFacts(study, one, work, today, remembered);
  }

  @Override
  public LocalDate today() {
    return today;
  }

  @Override
  public Answer ask(Attribute attribute) {
    List<String> arguments = attribute.arguments();
    return switch (attribute.kind()) {
      case STUDY -> Answer.of(ofStudy(arguments.get(0)));
      case SERIES -> ofSeries(arguments.get(0));
      case SERIES_INSTANCES ->
          series == null ? noSeries() : Answer.of(Integer.toString(series.instances()));
      case SERIES_SLICE_THICKNESS -> ofSeries("SliceThickness");
      case STUDY_AGE_DAYS -> age();
      case STUDY_SERIES -> Answer.of(Integer.toString(study.series().size()));
      case CONNECTION -> Answer.of(study.connectionName());
      case LATE -> Answer.of(Boolean.toString(study.late()));
      case HAS_SEGMENTATION_OF, PRIORS -> remembered.computeIfAbsent(attribute, this::lookUp);
    };
  }

  private @Nullable String ofStudy(String keyword) {
    return switch (keyword) {
      case "StudyInstanceUID" -> study.studyUid();
      case "ModalitiesInStudy" ->
          study.series().stream()
              .map(SightedSeries::modality)
              .distinct()
              .sorted()
              .collect(Collectors.joining("\\"));
      default -> study.attributes().get(keyword);
    };
  }

  private Answer ofSeries(String keyword) {
    SightedSeries one = series;
    if (one == null) {
      return noSeries();
    }
    return Answer.of(
        switch (keyword) {
          case "SeriesInstanceUID" -> one.seriesUid();
          case "Modality" -> one.modality();
          default -> one.attributes().get(keyword);
        });
  }

  private static Answer noSeries() {
    return Answer.unknown("no series is chosen here");
  }

  private Answer age() {
    String date = study.attributes().get("StudyDate");
    if (date == null || date.isBlank()) {
      return Answer.of(null);
    }
    try {
      LocalDate day = LocalDate.parse(date.strip(), DateTimeFormatter.BASIC_ISO_DATE);
      return Answer.of(Long.toString(ChronoUnit.DAYS.between(day, today)));
    } catch (DateTimeException e) {
      return Answer.unknown("the study's date is none");
    }
  }

  private Answer lookUp(Attribute attribute) {
    List<String> arguments = attribute.arguments();
    if (attribute.kind() == Attribute.Kind.HAS_SEGMENTATION_OF) {
      return Answer.of(Boolean.toString(work.hasSegmentationOf(study, arguments.get(0))));
    }
    OptionalInt priors =
        work.priors(
            study,
            arguments.isEmpty() ? null : arguments.get(0),
            arguments.size() < 2 ? ANY_AGE : Integer.parseInt(arguments.get(1)));
    return priors.isPresent()
        ? Answer.of(Integer.toString(priors.getAsInt()))
        : Answer.unknown("earlier studies of the patient are not known here");
  }
}
