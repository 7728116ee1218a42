package dev.haversack.profile.fetchxml;

import dev.haversack.contract.fetchxml.FetchXml;
import dev.haversack.contract.fetchxml.FetchXmlOutcome;
import dev.haversack.contract.fetchxml.NotExpressibleException;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FetchXmlText;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FilterForms;
import dev.haversack.contract.model.FilterPurpose;
import dev.haversack.contract.model.FilterTree;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.entities.Entities;
import dev.haversack.profile.filters.CallerConditions;
import dev.haversack.profile.filters.FilterLint;
import dev.haversack.profile.filters.FilterRules;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the one form of a filter of the other, and says what is wrong with it. */
@Singleton
class FilterConversions {

  private final Entities entities;
  private final ItemFilters items;

  FilterConversions(Entities entities, ItemFilters items) {
    this.entities = entities;
    this.items = items;
  }

  FilterForms read(UUID organizationId, FetchXmlText text) {
    Map<String, EntityMetadata> all = entities.byName(organizationId);
    EntityMetadata entity = entity(all, text.entity());
    return switch (FetchXml.read(text.fetchXml(), entity, all)) {
      case FetchXmlOutcome.Refused(var faults) -> throw FetchXmlFindings.refused(faults);
      case FetchXmlOutcome.Read(var filter, var positions) -> {
        Findings findings = check(entity, all, filter, text.purpose());
        FetchXmlFindings.refuse(findings, positions);
        yield forms(entity, filter, findings);
      }
    };
  }

  FilterForms print(UUID organizationId, FilterTree tree) {
    Map<String, EntityMetadata> all = entities.byName(organizationId);
    EntityMetadata entity = entity(all, tree.entity());
    Findings findings = check(entity, all, tree.filter(), tree.purpose());
    findings.refuse(ProblemCode.INVALID_FILTER, "The filter breaks rules.");
    return forms(entity, tree.filter(), findings);
  }

  FilterForms ofOrganization(UUID organizationId, String name) {
    Map<String, EntityMetadata> all = entities.byName(organizationId);
    EntityMetadata entity = all.get(name);
    Filter filter = entity == null ? null : entity.offline().organizationFilter();
    if (entity == null || filter == null) {
      throw ProblemException.of(
          ProblemCode.NOT_FOUND, "There is no organization filter of \"" + name + "\".");
    }
    return forms(entity, filter, check(entity, all, filter, FilterPurpose.ORGANIZATION));
  }

  FilterForms ofItem(UUID organizationId, UUID profileId, String name, @Nullable Integer version) {
    Filter filter = items.of(organizationId, profileId, name, version);
    Map<String, EntityMetadata> all = entities.byName(organizationId);
    EntityMetadata entity = all.get(name);
    if (entity == null) {
      throw ProblemException.of(ProblemCode.NOT_FOUND, "There is no entity \"" + name + "\".");
    }
    return forms(entity, filter, check(entity, all, filter, FilterPurpose.ITEM));
  }

  private static EntityMetadata entity(Map<String, EntityMetadata> all, String name) {
    EntityMetadata entity = all.get(name);
    if (entity == null) {
      Findings findings = new Findings();
      findings.error("entity", FindingCode.UNKNOWN_ENTITY, "There is no entity \"" + name + "\".");
      throw ProblemException.of(
          ProblemCode.UNKNOWN_ENTITY, "There is no such entity.", findings.errors());
    }
    return entity;
  }

  private static Findings check(
      EntityMetadata entity,
      Map<String, EntityMetadata> all,
      Filter filter,
      @Nullable FilterPurpose purpose) {
    Findings findings = new Findings();
    boolean ofItem = purpose != FilterPurpose.ORGANIZATION;
    CallerConditions conditions = ofItem ? CallerConditions.ALLOWED : CallerConditions.REFUSED;
    new FilterRules(entity, all, conditions, findings).check(filter, "filter");
    if (!findings.hasErrors()) {
      lint(new FilterLint(entity, all, findings), filter, ofItem);
    }
    return findings;
  }

  private static void lint(FilterLint lint, Filter filter, boolean ofItem) {
    if (ofItem) {
      lint.checkItem(filter, "filter");
    } else {
      lint.check(filter, "filter");
    }
  }

  private static FilterForms forms(EntityMetadata entity, Filter filter, Findings findings) {
    try {
      String text = FetchXml.print(entity.logicalName(), filter);
      return new FilterForms(entity.logicalName(), filter, text, findings.all());
    } catch (NotExpressibleException e) {
      throw ProblemException.of(
          ProblemCode.INVALID_FILTER,
          "The filter cannot be written as FetchXML.",
          List.of(
              new FieldError(
                  "filter" + e.place(),
                  FindingCode.NOT_SUPPORTED.code(),
                  String.valueOf(e.getMessage()))));
    }
  }
}
