package dev.haversack.dataset.slices;

import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.Calendars;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a slice depends on of the users whom it is for, where their ids do not matter: users in the
 * same time zone and of the same language share it.
 *
 * @param timeZone the time zone
 * @param languageCode the LCID of the language; null for none
 */
@RegisterForReflection
public record Variant(String timeZone, @Nullable Integer languageCode) {

  /** The variant that a user takes. */
  public static Variant of(OrganizationModel organization, UUID userId) {
    return new Variant(
        Calendars.zoneOf(organization, userId).getId(),
        organization.directory().user(userId).map(User::languageCode).orElse(null));
  }

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }
}
