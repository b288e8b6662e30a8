package io.deepgrow.app.routing.workitem;

/** An object that came of a work item and is in the PACS. */
public record WorkitemOutput(String studyUid, String seriesUid, String sopInstanceUid) {}
