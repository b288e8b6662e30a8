package io.deepgrow.app.project;

import java.util.UUID;

/** What one project says about a study that it holds. */
public record StudyRule(UUID project, ProjectSettings settings) {}
