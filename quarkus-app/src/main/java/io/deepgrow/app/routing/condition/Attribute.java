package io.deepgrow.app.routing.condition;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a leaf asks for: an attribute of the study or the series by its DICOM keyword, or a fact
 * that has a name of its own.
 *
 * @param arguments the keyword of STUDY and SERIES, else what stands in brackets
 */
public record Attribute(Kind kind, List<String> arguments) {

  /** What can be asked for. */
  public enum Kind {
    STUDY("study.", Operand.Kind.TEXT),
    SERIES("series.", Operand.Kind.TEXT),
    /** How many instances the series has. */
    SERIES_INSTANCES("series.instances", Operand.Kind.NUMBER),
    /** Millimetres. */
    SERIES_SLICE_THICKNESS("series.sliceThickness", Operand.Kind.NUMBER),
    /** Days since the study's date. */
    STUDY_AGE_DAYS("study.ageDays", Operand.Kind.NUMBER),
    /** How many series the study has. */
    STUDY_SERIES("study.series", Operand.Kind.NUMBER),
    /** The name of the PACS that has the study. */
    CONNECTION("connection", Operand.Kind.TEXT),
    /** Whether the study was decided on before. */
    LATE("late", Operand.Kind.FLAG),
    /** Whether this service has stored a Segmentation of a structure of the study. */
    HAS_SEGMENTATION_OF("hasSegmentationOf", Operand.Kind.FLAG),
    /**
     * How many earlier studies of the patient there are, of a modality, at most so many days old.
     */
    PRIORS("priors", Operand.Kind.NUMBER);

    private final String text;
    private final Operand.Kind type;

    Kind(String text, Operand.Kind type) {
      this.text = text;
      this.type = type;
    }

    /** What its values are. */
    public Operand.Kind type() {
      return type;
    }

    /** Whether it can only be asked of a series. */
    public boolean isOfSeries() {
      return switch (this) {
        case SERIES, SERIES_INSTANCES, SERIES_SLICE_THICKNESS -> true;
        default -> false;
      };
    }
  }

  private static final Pattern TEXT =
      Pattern.compile(
          "([a-zA-Z]{1,20}(?:\\.[a-zA-Z0-9]{1,64})?)(?:\\(([a-zA-Z0-9_, -]{0,100})\\))?");
  private static final Pattern KEYWORD = Pattern.compile("[A-Z][A-Za-z0-9]{1,63}");
  private static final Pattern STRUCTURE = Pattern.compile("[a-z0-9_-]{1,64}");
  private static final Pattern MODALITY = Pattern.compile("[A-Z0-9]{1,16}");
  private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,4}");

  /** What tells who somebody is; where a patient lies in the scanner does not. */
  private static final Pattern OF_PERSONS =
      Pattern.compile(
          "(?!PatientPosition$|PatientOrientation$)(Patient|OtherPatient|IssuerOf|Responsible).*"
              + "|.*(Physician|Physicians|Operators|Person)(Name|OfRecord|ReadingStudy)?.*"
              + "|AccessionNumber|StudyID|AdmissionID|MilitaryRank|EthnicGroup|Occupation");

  public Attribute {
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @throws ConditionException in words, without a place
   */
  public static Attribute of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw unknown();
    }
    String name = parts.group(1);
    List<String> arguments =
        parts.group(2) == null ? List.of() : Arrays.asList(parts.group(2).split("\\s*,\\s*", -1));
    for (Kind kind : Kind.values()) {
      if (kind.text.equals(name)) {
        requireArguments(kind, arguments);
        return new Attribute(kind, arguments);
      }
    }
    boolean ofStudy = name.startsWith(Kind.STUDY.text);
    if (!arguments.isEmpty() || (!ofStudy && !name.startsWith(Kind.SERIES.text))) {
      throw unknown();
    }
    String keyword = name.substring(name.indexOf('.') + 1);
    if (!KEYWORD.matcher(keyword).matches()) {
      throw unknown();
    }
    if (OF_PERSONS.matcher(keyword).matches()) {
      throw new ConditionException("", "rules ask nothing that tells who a person is");
    }
    return new Attribute(ofStudy ? Kind.STUDY : Kind.SERIES, List.of(keyword));
  }

  private static void requireArguments(Kind kind, List<String> given) {
    switch (kind) {
      case HAS_SEGMENTATION_OF -> {
        if (given.size() != 1 || !STRUCTURE.matcher(given.get(0)).matches()) {
          throw new ConditionException("", "write hasSegmentationOf(spleen) with one structure");
        }
      }
      case PRIORS -> {
        boolean fine =
            given.size() <= 2
                && (given.isEmpty() || MODALITY.matcher(given.get(0)).matches())
                && (given.size() < 2 || DAYS.matcher(given.get(1)).matches());
        if (!fine) {
          throw new ConditionException(
              "", "write priors, priors(CT) or priors(CT,730) with the most days");
        }
      }
      default -> {
        if (!given.isEmpty()) {
          throw new ConditionException("", kind.text + " has nothing in brackets");
        }
      }
    }
  }

  private static ConditionException unknown() {
    return new ConditionException(
        "",
        "is none of study.KEYWORD, series.KEYWORD (DICOM keywords such as series.Modality),"
            + " series.instances, series.sliceThickness, study.ageDays, study.series, connection,"
            + " late, hasSegmentationOf(STRUCTURE), priors(MODALITY,DAYS)");
  }

  /** As JSON has it. */
  public String text() {
    if (kind == Kind.STUDY || kind == Kind.SERIES) {
      return kind.text + arguments.get(0);
    }
    return arguments.isEmpty() ? kind.text : kind.text + "(" + String.join(",", arguments) + ")";
  }
}
