package dev.haversack.profile.filters;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that the ends of a link keep: only over lookups changes are followed. */
final class LinkRules {

  private final Link link;
  private final EntityMetadata entity;
  private final EntityMetadata linked;
  private final String path;
  private final Findings findings;

  LinkRules(
      Link link, EntityMetadata entity, EntityMetadata linked, String path, Findings findings) {
    this.link = link;
    this.entity = entity;
    this.linked = linked;
    this.path = path;
    this.findings = findings;
  }

  void check() {
    Attribute from = end(linked, link.from(), "from");
    Attribute to = end(entity, link.to(), "to");
    if (from == null || to == null) {
      return;
    }
    boolean bothIds = isId(linked, from) && isId(entity, to);
    Set<String> common = reached(linked, from);
    common.retainAll(reached(entity, to));
    if (bothIds || common.isEmpty()) {
      findings.error(
          path + ".from",
          FindingCode.LINK_DOES_NOT_FIT,
          "%s of %s and %s of %s do not lead to each other: a link goes from a lookup to the id of what it points to, the other way, or between two lookups to the same entity."
              .formatted(link.from(), linked.logicalName(), link.to(), entity.logicalName()));
    }
  }

  private @Nullable Attribute end(EntityMetadata of, String name, String field) {
    Attribute attribute = of.forFilters(name).orElse(null);
    if (attribute == null) {
      findings.error(
          path + "." + field,
          FindingCode.UNKNOWN_ATTRIBUTE,
          "The entity %s has no attribute \"%s\".".formatted(of.logicalName(), name));
    } else if (attribute.secured()) {
      findings.error(
          path + "." + field,
          FindingCode.SECURED_ATTRIBUTE,
          "%s is secured; filters cannot look at it.".formatted(name));
    }
    return attribute;
  }

  private static boolean isId(EntityMetadata of, Attribute attribute) {
    return attribute.logicalName().equals(EntityMetadata.idOf(of.logicalName()));
  }

  /** The entities whose ids an attribute has. */
  private static Set<String> reached(EntityMetadata of, Attribute attribute) {
    Set<String> targets =
        Objects.requireNonNullElse(attribute.targets(), List.<LookupTarget>of()).stream()
            .map(LookupTarget::entity)
            .collect(Collectors.toSet());
    if (isId(of, attribute)) {
      targets.add(of.logicalName());
    }
    return targets;
  }
}
