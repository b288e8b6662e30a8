package io.deepgrow.app.erasure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What was, or would be, erased of one study: numbers and UIDs only.
 *
 * @param studyInstanceUid of an upload the one that was made for it here
 * @param foundBy what said that the study is concerned
 * @param rows by table
 * @param files on disk
 * @param volumes in memory, of the replica that answered
 * @param unsentResults results that were not VERIFIED in the PACS
 * @param resultsInHand results on their way at this moment, of a dry run
 * @param segmentationsInPacs SOP Instance UIDs of objects made here that lie in the PACS, those of
 *     earlier erasures too
 * @param otherSegmentations how many more DICOM SEGs the PACS has of the study, of which nothing
 *     here says who made them
 */
public record StudyReport(
    String studyInstanceUid,
    Set<FoundBy> foundBy,
    Map<String, Long> rows,
    int files,
    int volumes,
    long unsentResults,
    List<UUID> resultsInHand,
    List<String> segmentationsInPacs,
    int otherSegmentations) {}
