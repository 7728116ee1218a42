package dev.haversack.profile.comparing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What drafts and versions have in common, and what is compared of them.
 *
 * @param name the profile's name
 * @param description what it is for
 * @param items what it takes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileContent(String name, @Nullable String description, List<ProfileItem> items) {

  /** The content of a draft. */
  public static ProfileContent of(Profile draft) {
    return new ProfileContent(draft.name(), draft.description(), draft.items());
  }

  /** The content of a version. */
  public static ProfileContent of(PublishedProfile version) {
    return new ProfileContent(version.name(), version.description(), version.items());
  }
}
