package dev.haversack.quickstart.data;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Finding;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileFindings;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.client.Answer;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.ProblemAnswerException;
import dev.haversack.quickstart.data.OrganizationData.AssignedDraft;
import dev.haversack.quickstart.data.OrganizationData.EntityNeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings an organization's configuration into profile-service. What is there already stays as it
 * is: somebody may have changed it since.
 */
final class ConfigurationLoader {

  private static final int NOT_FOUND = 404;

  /** What somebody has with him for longer than a month without a network is hardly of use. */
  private static final int MAXIMUM_OFFLINE_AGE_DAYS = 30;

  private final ApiClient admin;

  ConfigurationLoader(ApiClient admin) {
    this.admin = admin;
  }

  void load(OrganizationData data) {
    ensure("/profile/v1/organization", organization(data), Organization.class);
    data.entities().forEach(this::loadEntity);
    for (BusinessUnit unit : data.businessUnits()) {
      ensure("/profile/v1/business-units/" + unit.id(), unit, BusinessUnit.class);
    }
    for (Role role : data.roles()) {
      ensure("/profile/v1/roles/" + role.id(), role, Role.class);
    }
    for (User user : data.users()) {
      ensure("/profile/v1/users/" + user.id(), user, User.class);
    }
    for (Team team : data.teams()) {
      ensure("/profile/v1/teams/" + team.id(), team, Team.class);
    }
    data.profiles().forEach(this::loadProfile);
  }

  private static Organization organization(OrganizationData data) {
    return new Organization(
        data.id(),
        data.name(),
        new OrganizationSettings(ConflictDetection.ATTRIBUTE, MAXIMUM_OFFLINE_AGE_DAYS));
  }

  private void loadEntity(EntityNeeds needs) {
    String path = "/profile/v1/entities/" + needs.entity();
    if (needs.processFlow() != null) {
      ensure(path, process(needs), EntityMetadata.class);
    }
    Answer<EntityMetadata> answer = admin.get(path, EntityMetadata.class);
    EntityMetadata present = answer.body();
    Set<String> names =
        present.attributes().stream().map(Attribute::logicalName).collect(Collectors.toSet());
    List<Attribute> attributes = new ArrayList<>(present.attributes());
    needs.attributes().stream()
        .filter(attribute -> !names.contains(attribute.logicalName()))
        .forEach(attributes::add);
    if (attributes.size() > present.attributes().size()) {
      admin.put(
          path,
          present.withAttributes(attributes),
          EntityMetadata.class,
          answer.etag().orElse("*"));
    }
    if (!present.offline().enabled()) {
      admin.put(path + "/offline", needs.offline(), EntityMetadata.class);
    }
  }

  private static EntityMetadata process(EntityNeeds needs) {
    return new EntityMetadata(
        needs.entity(),
        needs.entity(),
        true,
        Ownership.USER,
        "bpf_name",
        false,
        needs.attributes(),
        needs.offline(),
        needs.processFlow(),
        false,
        false);
  }

  private void loadProfile(AssignedDraft planned) {
    String path = "/profile/v1/profiles/" + planned.profile().id();
    ensure(path, planned.profile(), Profile.class);
    Answer<Profile> draft = admin.get(path, Profile.class);
    if (draft.body().publishedVersion() == null) {
      checkFindings(path, planned.profile().name());
      admin.post(
          path + "/publish",
          null,
          PublishedProfile.class,
          Map.of("If-Match", draft.etag().orElse("*")));
    }
    ProfileAssignments present = admin.get(path + "/assignments", ProfileAssignments.class).body();
    if (present.userIds().isEmpty() && present.teamIds().isEmpty()) {
      admin.put(
          path + "/assignments",
          new ProfileAssignments(planned.userIds(), planned.teamIds()),
          ProfileAssignments.class);
    }
  }

  private void checkFindings(String path, String name) {
    ProfileFindings findings = admin.get(path + "/findings", ProfileFindings.class).body();
    if (!findings.publishable()) {
      throw new IllegalStateException(
          "The profile \"%s\" cannot be published: %s"
              .formatted(
                  name,
                  findings.findings().stream()
                      .map(ConfigurationLoader::text)
                      .collect(Collectors.joining("; "))));
    }
  }

  private static String text(Finding finding) {
    return finding.field() + ": " + finding.code() + ": " + finding.message();
  }

  private <T> void ensure(String path, T body, Class<T> type) {
    if (find(path, type).isEmpty()) {
      admin.put(path, body, type);
    }
  }

  private <T> Optional<T> find(String path, Class<T> type) {
    try {
      return Optional.of(admin.get(path, type).body());
    } catch (ProblemAnswerException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
