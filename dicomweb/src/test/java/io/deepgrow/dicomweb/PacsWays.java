package io.deepgrow.dicomweb;

import com.sun.net.httpserver.HttpExchange;
import io.deepgrow.dicom.DicomFile;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** How a fake PACS behaves; set up before it is handed to the fake. */
public final class PacsWays {

  /** Answers in place of the PACS. */
  @FunctionalInterface
  public interface Before {

    /** Whether it did. */
    boolean answered(HttpExchange exchange) throws IOException;
  }

  int cap = Integer.MAX_VALUE;
  boolean honoursOffset = true;
  boolean warnsOfMore;
  int maxLimit = Integer.MAX_VALUE;
  boolean gzips;
  boolean plainJsonOnly;
  IntUnaryOperator counts = n -> n;
  Predicate<DicomFile> shown = f -> true;
  UnaryOperator<DicomFile> onRetrieve = f -> f;
  int transcoding = 200;
  int storeStatus = 200;
  int failureReason = -1;
  String storeWarning = "";
  Before before = exchange -> false;

  private PacsWays() {}

  public static PacsWays friendly() {
    return new PacsWays();
  }

  /** Searches give so many rows at most, whatever was requested. */
  public PacsWays capped(int rows) {
    cap = rows;
    return this;
  }

  public PacsWays ignoringOffset() {
    honoursOffset = false;
    return this;
  }

  /** Says in a Warning header how many rows it held back. */
  public PacsWays warningOfMore() {
    warnsOfMore = true;
    return this;
  }

  /** A higher limit is answered 400. */
  public PacsWays refusingLimitsAbove(int limit) {
    maxLimit = limit;
    return this;
  }

  /** Compresses every answer, requested or not. */
  public PacsWays gzipping() {
    gzips = true;
    return this;
  }

  public PacsWays knowingPlainJsonOnly() {
    plainJsonOnly = true;
    return this;
  }

  /** From the true number of instances to the one that a series row states; below 0 for none. */
  public PacsWays counting(IntUnaryOperator stated) {
    counts = stated;
    return this;
  }

  OptionalInt countOf(int instances) {
    int stated = counts.applyAsInt(instances);
    return stated < 0 ? OptionalInt.empty() : OptionalInt.of(stated);
  }

  /** Retrievals give only these objects. */
  public PacsWays showing(Predicate<DicomFile> those) {
    shown = those;
    return this;
  }

  /** Changes every object on its way out. */
  public PacsWays rewriting(UnaryOperator<DicomFile> change) {
    onRetrieve = change;
    return this;
  }

  /** The status of every retrieval as Explicit VR Little Endian. */
  public PacsWays transcodingAnswered(int status) {
    transcoding = status;
    return this;
  }

  /**
   * Refuses what is to be stored.
   *
   * @param reason Failure Reason, below 0 for none
   * @param warning text of the Warning header, empty for none
   */
  public PacsWays refusing(int status, int reason, String warning) {
    storeStatus = status;
    failureReason = reason;
    storeWarning = warning;
    return this;
  }

  /** Lets a test answer first. */
  public PacsWays before(Before other) {
    before = other;
    return this;
  }
}
