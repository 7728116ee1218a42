package dev.haversack.profile.views;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.SystemView;
import dev.haversack.contract.model.ViewColumn;
import dev.haversack.contract.model.ViewOrder;
import dev.haversack.profile.entities.EntityUses;
import dev.haversack.profile.filters.FilterAttributes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What system views need of entities. */
@Singleton
class ViewUses implements EntityUses {

  @Override
  public List<String> ofEntity(UUID organizationId, String entity) {
    return ViewRow.all(organizationId).stream()
        .filter(row ->
            row.entity.equals(entity)
                || row.content.columns().stream().anyMatch(c -> entity.equals(c.entity()))
                || FilterAttributes.linksWith(row.content.filter(), entity))
        .map(row -> "the view \"%s\" of %s".formatted(row.name, row.entity))
        .toList();
  }

  /** A view of an entity that is not enabled for offline is for online use. */
  @Override
  public List<String> ofOffline(UUID organizationId, String entity) {
    return List.of();
  }

  @Override
  public Set<String> attributes(UUID organizationId, EntityMetadata entity) {
    return ViewRow.all(organizationId).stream()
        .flatMap(row ->
            Stream.concat(
                attributes(row.content, entity.logicalName()), hierarchy(row.content, entity)))
        .collect(Collectors.toSet());
  }

  /** The lookup that makes its hierarchy, where the filter looks at that. */
  private static Stream<String> hierarchy(SystemView view, EntityMetadata entity) {
    return FilterAttributes.looksAtHierarchy(view.filter(), view.entity(), entity.logicalName())
        ? entity.hierarchy().map(Attribute::logicalName).stream()
        : Stream.of();
  }

  private static Stream<String> attributes(SystemView view, String entity) {
    boolean listed = view.entity().equals(entity);
    return Stream.of(
            view.columns().stream().flatMap(column -> attributes(column, listed, entity)),
            FilterAttributes.of(view.filter(), view.entity(), entity).stream(),
            Objects.requireNonNullElse(view.order(), List.<ViewOrder>of()).stream()
                .filter(order -> listed)
                .map(ViewOrder::attribute))
        .flatMap(Function.identity());
  }

  private static Stream<String> attributes(ViewColumn column, boolean listed, String entity) {
    if (column.through() == null) {
      return listed ? Stream.of(column.attribute()) : Stream.of();
    }
    return Stream.concat(
        listed ? Stream.of(column.through()) : Stream.of(),
        entity.equals(column.entity()) ? Stream.of(column.attribute()) : Stream.of());
  }
}
