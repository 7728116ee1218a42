package dev.haversack.profile.views;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.SystemView;
import dev.haversack.contract.model.ViewColumn;
import dev.haversack.contract.model.ViewOrder;
import dev.haversack.profile.filters.CallerConditions;
import dev.haversack.profile.filters.FilterRules;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that a system view keeps (section 6.1 of the facts). */
final class ViewRules {

  private final SystemView view;
  private final Map<String, EntityMetadata> entities;
  private final Findings findings;

  ViewRules(SystemView view, Map<String, EntityMetadata> entities, Findings findings) {
    this.view = view;
    this.entities = entities;
    this.findings = findings;
  }

  /** The view, of which each column says where it leads; what breaks rules is in the findings. */
  SystemView completed() {
    if (view.name().isBlank()) {
      findings.error("name", FindingCode.NAME_BLANK, "A view needs a name.");
    }
    EntityMetadata entity = entities.get(view.entity());
    if (entity == null) {
      unknownEntity("entity", view.entity());
      return view;
    }
    List<ViewColumn> columns = columns(entity);
    if (view.filter() != null) {
      new FilterRules(entity, entities, CallerConditions.ALLOWED, findings)
          .check(view.filter(), "filter");
    }
    order(entity);
    return new SystemView(
        view.id(),
        view.entity(),
        view.name(),
        view.kind(),
        view.isDefault(),
        columns,
        view.filter(),
        view.order());
  }

  private List<ViewColumn> columns(EntityMetadata entity) {
    List<ViewColumn> columns = new ArrayList<>();
    for (int i = 0; i < view.columns().size(); i++) {
      String path = "columns[" + i + "]";
      ViewColumn column = column(entity, view.columns().get(i), path);
      if (columns.contains(column)) {
        findings.error(path, FindingCode.DUPLICATE, "The column is there twice.");
      }
      columns.add(column);
    }
    return columns;
  }

  private ViewColumn column(EntityMetadata entity, ViewColumn column, String path) {
    if (column.through() == null) {
      if (column.entity() != null) {
        findings.error(
            path + ".entity",
            FindingCode.PROPERTY_NOT_ALLOWED,
            "It says where a lookup leads; there is none in \"through\".");
      }
      attribute(entity, column.attribute(), path + ".attribute");
      return column;
    }
    Attribute lookup = attribute(entity, column.through(), path + ".through");
    EntityMetadata linked = lookup == null ? null : linked(lookup, column, path);
    if (linked == null) {
      return column;
    }
    attribute(linked, column.attribute(), path + ".attribute");
    return new ViewColumn(column.attribute(), column.through(), linked.logicalName());
  }

  private @Nullable EntityMetadata linked(Attribute lookup, ViewColumn column, String path) {
    List<String> targets = ViewEntities.targets(lookup);
    if (targets.isEmpty()) {
      findings.error(
          path + ".through",
          FindingCode.WRONG_TYPE,
          "The attribute " + lookup.logicalName() + " is no lookup.");
      return null;
    }
    if (column.entity() == null && targets.size() > 1) {
      findings.error(
          path + ".entity",
          FindingCode.PROPERTY_NEEDED,
          "The lookup can refer to several: " + String.join(", ", targets) + ".");
      return null;
    }
    String name = Objects.requireNonNullElse(column.entity(), targets.getFirst());
    if (!targets.contains(name)) {
      findings.error(
          path + ".entity",
          FindingCode.LINK_DOES_NOT_FIT,
          "The lookup refers to " + String.join(", ", targets) + ", not to " + name + ".");
      return null;
    }
    EntityMetadata linked = entities.get(name);
    if (linked == null) {
      unknownEntity(path + ".through", name);
    }
    return linked;
  }

  private void order(EntityMetadata entity) {
    List<ViewOrder> order = Objects.requireNonNullElse(view.order(), List.of());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < order.size(); i++) {
      String path = "order[" + i + "].attribute";
      if (!seen.add(order.get(i).attribute())) {
        findings.error(path, FindingCode.DUPLICATE, "It sorts by the attribute already.");
      }
      attribute(entity, order.get(i).attribute(), path);
    }
  }

  /** The attribute, if it is there and may be shown. */
  private @Nullable Attribute attribute(EntityMetadata entity, String name, String path) {
    Attribute attribute =
        entity.attributes().stream()
            .filter(a -> a.logicalName().equals(name))
            .findFirst()
            .orElse(null);
    if (attribute == null) {
      findings.error(
          path,
          FindingCode.UNKNOWN_ATTRIBUTE,
          "The entity %s has no attribute \"%s\".".formatted(entity.logicalName(), name));
    } else if (attribute.secured()) {
      findings.error(
          path,
          FindingCode.SECURED_ATTRIBUTE,
          "The attribute %s is secured and never leaves the server.".formatted(name));
    }
    return attribute;
  }

  private void unknownEntity(String path, String name) {
    findings.error(path, FindingCode.UNKNOWN_ENTITY, "There is no entity \"" + name + "\".");
  }
}
