package dev.haversack.profile.profiles;

import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.fetchxml.ItemFilters;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters of drafts and versions. */
@Singleton
class StoredItemFilters implements ItemFilters {

  @Override
  @Transactional
  public Filter of(UUID organizationId, UUID profileId, String entity, @Nullable Integer version) {
    List<ProfileItem> items =
        version == null
            ? Profiles.existing(organizationId, profileId).items
            : VersionRow.existing(organizationId, profileId, version).items();
    return items.stream()
        .filter(item -> item.entity().equals(entity))
        .map(ProfileItem::filter)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() ->
            ProblemException.of(
                ProblemCode.NOT_FOUND, "There is no filter of \"" + entity + "\" in it."));
  }
}
