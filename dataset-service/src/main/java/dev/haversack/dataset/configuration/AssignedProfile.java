package dev.haversack.dataset.configuration;

import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.PublishedProfile;

/**
 * The latest published version of a profile with those who have it.
 *
 * @param profile the published version
 * @param assignments the users and teams that have it
 */
public record AssignedProfile(PublishedProfile profile, ProfileAssignments assignments) {}
