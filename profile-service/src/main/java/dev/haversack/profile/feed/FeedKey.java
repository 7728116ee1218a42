package dev.haversack.profile.feed;

import dev.haversack.contract.model.FeedKind;
import java.util.UUID;

/**
 * The primary key of a feed entry.
 *
 * @param orgId the organization
 * @param kind what the entry is about
 * @param id which one
 */
record FeedKey(UUID orgId, FeedKind kind, String id) {}
