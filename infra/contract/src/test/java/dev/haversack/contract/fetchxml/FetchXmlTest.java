package dev.haversack.contract.fetchxml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Operator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchXmlTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CANONICAL =
      """
      <fetch>
        <entity name="deal">
          <filter type="and">
            <condition attribute="state" operator="eq" value="0" />
            <filter type="or">
              <condition attribute="choice" operator="in">
                <value>1</value>
                <value>2</value>
              </condition>
              <condition attribute="money" operator="gt" valueof="decimal" />
            </filter>
            <filter type="and" />
            <link-entity name="task" from="dealid" to="dealid" link-type="not any">
              <filter>
                <condition attribute="subject" operator="not-null" />
              </filter>
            </link-entity>
          </filter>
        </entity>
      </fetch>
      """;

  @Test
  void canonicalTextStaysAsItIs() {
    assertEquals(CANONICAL, FetchXml.print("deal", read(CANONICAL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<filter><condition attribute='state' operator='eq' value='0'/></filter> | {'attribute':'state','operator':'eq','value':0}",
        "<filter type='and'><condition attribute='state' operator='eq' value='0'/></filter> | {'and':[{'attribute':'state','operator':'eq','value':0}]}",
        "<filter><filter/></filter> | {'and':[{'and':[]}]}",
        "<filter type='or' hint='union'/> | {'or':[]}",
        "<fetch><entity name='deal'><filter/><filter type='or'/></entity></fetch> | {'and':[{'and':[]},{'or':[]}]}",
        "<fetch page='1' count='5'><entity name='deal'><all-attributes/><order attribute='x'/><filter/></entity></fetch> | {'and':[]}",
        "<filter><condition attribute='lookup' operator='eq' uiname='A' uitype='account' value='{6f9619ff-8b86-4d01-b42d-00cf4fc964f1}'/></filter> | {'attribute':'lookup','operator':'eq','value':'6f9619ff-8b86-4d01-b42d-00cf4fc964f1'}",
        "<filter><condition attribute='boolean' operator='neq' value='1'/></filter> | {'attribute':'boolean','operator':'ne','value':true}",
        "<filter><condition attribute='string' operator='eq'><value><![CDATA[a<b]]></value></condition></filter> | {'attribute':'string','operator':'eq','value':'a<b'}",
        "<filter><link-entity name='task' from='dealid' to='dealid' link-type='any' alias='t' intersect='true'/></filter> | {'link':{'type':'any','entity':'task','from':'dealid','to':'dealid'}}",
        "<filter type='or'><link-entity name='task' from='dealid' to='dealid' link-type='all'><attribute name='subject'/><filter/><filter type='or'/></link-entity></filter> | {'or':[{'link':{'type':'all','entity':'task','from':'dealid','to':'dealid','filter':{'and':[{'and':[]},{'or':[]}]}}}]}",
        "<filter><condition attribute='multichoice' operator='contain-values'><value>1</value><value>2</value></condition></filter> | {'attribute':'multichoice','operator':'contain-values','values':[1,2]}",
        "<filter><condition attribute='dealid' operator='eq-or-under' value='{6F9619FF-8b86-4d01-b42d-00cf4fc964f1}'/></filter> | {'attribute':'dealid','operator':'eq-or-under','value':'6F9619FF-8b86-4d01-b42d-00cf4fc964f1'}",
        "<filter><condition entityname='deal' attribute='datetime' operator='last-x-days' value='7'/></filter> | {'attribute':'datetime','operator':'last-x-days','value':7}",
      })
  void textsBecomeTrees(String text, String tree) throws JsonProcessingException {
    assertEquals(tree, JSON.writeValueAsString(read(text)).replace('"', '\''));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | NO_FILTER 1:1",
        "<filter> | MALFORMED 1:9",
        "filter | MALFORMED 1:1",
        "<filter a='1' a='2'/> | MALFORMED 1:20",
        "<!DOCTYPE filter SYSTEM 'file:///etc/passwd'><filter/> | MALFORMED 1:1",
        "<filter>&other;</filter> | MALFORMED 1:9",
        "<savedquery/> | NOT_SUPPORTED 1:1",
        "<fetch/> | NOT_SUPPORTED 1:1",
        "<fetch><entity name='deal'/></fetch> | NO_FILTER 1:8",
        "<fetch><entity name='task'><filter/></entity></fetch> | OTHER_ENTITY 1:8",
        "<fetch top='5'><entity name='deal'><filter/></entity></fetch> | NOT_SUPPORTED 1:1",
        "<fetch aggregate='true'><entity name='deal'><filter/></entity></fetch> | NOT_SUPPORTED 1:1",
        "<fetch datasource='archive'><entity name='deal'><filter/></entity></fetch> | NOT_SUPPORTED 1:1",
        "<fetch><entity name='deal'><filter/><link-entity name='task'/></entity></fetch> | LINKED_ENTITY 1:37",
        "<filter><link-entity name='task' from='a' to='b' link-type='inner'/></filter> | LINKED_ENTITY 1:9",
        "<filter><link-entity name='task' from='a' to='b'/></filter> | LINKED_ENTITY 1:9",
        "<filter><link-entity name='task' from='a' to='b' link-type='any'><condition/></link-entity></filter> | NOT_SUPPORTED 1:66",
        "<filter><link-entity name='task' from='a' to='b' link-type='any' x='1'/></filter> | NOT_SUPPORTED 1:9",
        "<filter><link-entity name='task' to='b' link-type='any'/></filter> | NOT_SUPPORTED 1:9",
        "<filter><link-entity name='none' from='a' to='b' link-type='any'/></filter> | OTHER_ENTITY 1:9",
        "<filter><link-entity from='a' to='b' link-type='any'/></filter> | OTHER_ENTITY 1:9",
        "<filter><link-entity name='task' from='a' to='b' link-type='any'><filter><condition attribute='money' operator='null'/></filter></link-entity></filter> | UNKNOWN_ATTRIBUTE 1:74",
        "<filter><condition entityname='a' attribute='string' operator='null'/></filter> | LINKED_ENTITY 1:9",
        "<filter type='xor'/> | NOT_SUPPORTED 1:1",
        "<filter isquickfindfields='1'/> | NOT_SUPPORTED 1:1",
        "<filter what='1'/> | NOT_SUPPORTED 1:1",
        "<filter>text</filter> | NOT_SUPPORTED 1:1",
        "<filter><p:filter/></filter> | NOT_SUPPORTED 1:9",
        "<filter><condition attribute='nothing' operator='null'/></filter> | UNKNOWN_ATTRIBUTE 1:9",
        "<filter><condition operator='null'/></filter> | NOT_SUPPORTED 1:9",
        "<filter><condition attribute='string' operator='is'/></filter> | UNKNOWN_OPERATOR 1:9",
        "<filter><condition attribute='string'/></filter> | UNKNOWN_OPERATOR 1:9",
        "<filter><condition attribute='string' operator='null' aggregate='1'/></filter> | NOT_SUPPORTED 1:9",
        "<filter><condition attribute='string' operator='eq'><filter/></condition></filter> | NOT_SUPPORTED 1:9",
        "<filter><condition attribute='integer' operator='eq' value='much'/></filter> | WRONG_TYPE 1:9",
        "<filter><condition attribute='integer' operator='eq' value='1 2'/></filter> | WRONG_TYPE 1:9",
        "<filter><condition attribute='integer' operator='eq' value=''/></filter> | WRONG_TYPE 1:9",
        "<filter><condition attribute='boolean' operator='eq' value='2'/></filter> | WRONG_TYPE 1:9",
        "<filter><condition attribute='integer' operator='in'><value>1</value><value>x</value></condition></filter> | WRONG_TYPE 1:70",
      })
  void whatIsNoFilterIsRefusedWithItsPlace(String text, String fault) {
    assertEquals(fault, faults(text));
  }

  @Test
  void allFaultsComeAtOnce() {
    assertEquals(
        "UNKNOWN_ATTRIBUTE 2:3, UNKNOWN_OPERATOR 3:3, LINKED_ENTITY 4:3, NOT_SUPPORTED 4:3, NOT_SUPPORTED 4:3",
        faults(
            """
            <filter>
              <condition attribute="nothing" operator="null" />
              <condition attribute="string" operator="is" />
              <link-entity name="task" />
            </filter>
            """));
  }

  @Test
  void entitiesDoNotExpand() {
    StringBuilder text = new StringBuilder("<!DOCTYPE f [<!ENTITY a0 'ha'>");
    for (int i = 1; i < 30; i++) {
      text.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
    }
    text.append("]><filter>&a29;</filter>");

    assertTrue(faults(text.toString()).startsWith("MALFORMED"));
  }

  @Test
  void sizeAndDepthHaveLimits() {
    assertEquals("TOO_LARGE 1:1", faults(" ".repeat(FetchXml.LONGEST + 1)));
    assertEquals("TOO_LARGE 1:241", faults("<filter>".repeat(10_000) + "</filter>".repeat(10_000)));
    assertTrue(
        faults("<filter>" + "<filter/>".repeat(20_000) + "</filter>").startsWith("TOO_LARGE"));
  }

  @Test
  void positionsLeadFromTheTreeToTheText() {
    var read =
        assertInstanceOf(
            FetchXmlOutcome.Read.class, FetchXml.read(CANONICAL, Deals.ENTITY, Deals.ENTITIES));

    assertEquals(
        Map.of(
            "", new Position(3, 5),
            ".and[0]", new Position(4, 7),
            ".and[1]", new Position(5, 7),
            ".and[1].or[0]", new Position(6, 9),
            ".and[1].or[1]", new Position(10, 9),
            ".and[2]", new Position(12, 7),
            ".and[3]", new Position(13, 7),
            ".and[3].link", new Position(13, 7),
            ".and[3].link.filter", new Position(15, 11)),
        read.positions());
  }

  @Test
  void whatXmlHasNoCharacterForIsNotExpressible() {
    for (String text : List.of("\u0001", "\uD800", "\uFFFF")) {
      Filter filter =
          new AndFilter(
              List.of(
                  new Condition(
                      "string", Operator.EQ, JSON.getNodeFactory().textNode(text), null)));

      var refused =
          assertThrows(NotExpressibleException.class, () -> FetchXml.print("deal", filter));

      assertEquals(".and[0]", refused.place());
    }
  }

  /** Whatever comes, it is read or refused. */
  @Test
  void damagedTextsAreReadOrRefused() {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(CANONICAL);
      for (int damage = 0; damage <= random.nextInt(3); damage++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "<>&\"/=!?x1 ".charAt(random.nextInt(11)));
          default -> text.setCharAt(at, (char) random.nextInt(0x10000));
        }
      }
      if (FetchXml.read(text.toString(), Deals.ENTITY, Deals.ENTITIES)
          instanceof FetchXmlOutcome.Refused(var faults)) {
        assertTrue(!faults.isEmpty(), text::toString);
      }
    }
  }

  private static Filter read(String text) {
    return assertInstanceOf(
            FetchXmlOutcome.Read.class, FetchXml.read(text, Deals.ENTITY, Deals.ENTITIES), text)
        .filter();
  }

  private static String faults(String text) {
    return assertInstanceOf(
            FetchXmlOutcome.Refused.class, FetchXml.read(text, Deals.ENTITY, Deals.ENTITIES))
        .faults()
        .stream()
        .map(f -> f.kind() + " " + f.position().line() + ":" + f.position().column())
        .collect(Collectors.joining(", "));
  }
}
