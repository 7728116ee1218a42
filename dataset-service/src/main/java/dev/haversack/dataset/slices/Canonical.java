package dev.haversack.dataset.slices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.LinkType;
import dev.haversack.contract.model.OrFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One form for filters that say the same in another order or nesting, so that profiles share
 * slices. Two filters that mean the same but keep different forms cost a slice more, nothing else.
 */
final class Canonical {

  private final ObjectMapper json;

  Canonical(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Nested alike-joined parts are lifted, doubles dropped, parts sorted, single parts unwrapped.
   */
  Filter filter(Filter filter) {
    return switch (filter) {
      case Condition condition -> condition;
      case LinkFilter(Link link) -> new LinkFilter(link(link));
      case AndFilter(List<Filter> parts) -> {
        List<Filter> flat = parts(parts.stream().flatMap(this::partsOfAnd));
        yield flat.size() == 1 ? flat.getFirst() : new AndFilter(flat);
      }
      case OrFilter(List<Filter> parts) -> {
        List<Filter> flat = parts(parts.stream().flatMap(this::partsOfOr));
        yield flat.size() == 1 ? flat.getFirst() : new OrFilter(flat);
      }
    };
  }

  /** One name for types that mean the same; no filter where it takes everything. */
  Link link(Link link) {
    LinkType type = link.type().asksForOne() ? LinkType.ANY : link.type();
    Filter filter = link.filter() == null ? null : filter(link.filter());
    boolean always = filter instanceof AndFilter(List<Filter> parts) && parts.isEmpty();
    return new Link(type, link.entity(), link.from(), link.to(), always ? null : filter);
  }

  /** SHA-256 of a value's JSON. */
  byte[] hash(Object value) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text(value).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<Filter> partsOfAnd(Filter part) {
    Filter canonical = filter(part);
    return canonical instanceof AndFilter(List<Filter> inner)
        ? inner.stream()
        : Stream.of(canonical);
  }

  private Stream<Filter> partsOfOr(Filter part) {
    Filter canonical = filter(part);
    return canonical instanceof OrFilter(List<Filter> inner)
        ? inner.stream()
        : Stream.of(canonical);
  }

  private List<Filter> parts(Stream<Filter> parts) {
    TreeMap<String, Filter> sorted = new TreeMap<>();
    parts.forEach(part -> sorted.put(text(part), part));
    return List.copyOf(sorted.values());
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
