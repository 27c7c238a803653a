package dev.hypercare.bench.parsers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Generated records of each format, one call or report each, with the fields that its gateway writes whether they matter or not. What differs from
 * call to call: {@code #MS} the time, {@code #ID} an id, {@code #ST} the status, {@code #L} a latency in milliseconds.
 */
final class LogSamples {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)";
    private static final long BEGIN = 1_763_719_200_000L;

    private static final Map<String, String> TEMPLATES = new LinkedHashMap<>();

    static {
        TEMPLATES.put(
                "nginx",
                "{'msec':'#S','gateway':'edge-1','status':'#ST','request_time':'0.0#L','upstream_response_time':'0.0#L',"
                        + "'upstream_header_time':'0.0#L','upstream_status':'#ST','request_method':'GET','request_uri':'/v1/orders/#ID?x=1',"
                        + "'http_host':'shop.example','remote_user':'','remote_addr':'203.0.113.9','http_x_forwarded_for':'198.51.100.23',"
                        + "'request_id':'r-#ID','http_traceparent':'" + TRACE
                        + "','request_length':'412','bytes_sent':'1834'}");
        TEMPLATES.put(
                "apisix",
                "{'client_ip':'198.51.100.23','route_id':'r-orders','service_id':'orders','start_time':#MS,'latency':#L.50000213,"
                        + "'upstream_latency':#L,'apisix_latency':2.50000213,'upstream':'10.1.2.3:80','request':{'method':'GET',"
                        + "'uri':'/v1/orders/#ID?x=1','url':'http://gw.example:9080/v1/orders/#ID?x=1','size':211,'headers':{'host':'gw.example',"
                        + "'user-agent':'" + AGENT + "','accept':'*/*','traceparent':'" + TRACE
                        + "','x-request-id':'r-#ID'},"
                        + "'querystring':{'x':'1'}},'response':{'status':#ST,'size':1834,'headers':{'content-type':'application/json'}},"
                        + "'server':{'hostname':'apisix-7f','version':'3.16.0'},'consumer':{'username':'partner_north'}}");
        TEMPLATES.put(
                "kong",
                "{'started_at':#MS,'client_ip':'198.51.100.23','request':{'id':'r-#ID','method':'GET','uri':'/v1/orders/#ID?x=1',"
                        + "'url':'http://shop.example:8000/v1/orders/#ID?x=1','size':311,'headers':{'host':'shop.example','user-agent':'"
                        + AGENT + "','traceparent':'" + TRACE
                        + "'},'querystring':{'x':'1'}},'response':{'status':#ST,'size':812,"
                        + "'headers':{'content-type':'application/json','x-kong-upstream-latency':'#L'}},'latencies':{'kong':2,'proxy':#L,"
                        + "'request':#L,'receive':1},'tries':[{'ip':'10.1.2.3','port':80,'balancer_latency':0,'balancer_start':#MS}],"
                        + "'service':{'id':'s1','name':'orders','host':'orders.internal','port':80,'protocol':'http'},"
                        + "'route':{'id':'r1','name':'orders-v1','paths':['/v1/orders']},'consumer':{'id':'c1','username':'partner_north'},"
                        + "'upstream_uri':'/#ID','upstream_status':'#ST','source':'upstream','workspace_name':'default'}");
        TEMPLATES.put(
                "envoy",
                "{':authority':'shop.example','bytes_received':120,'bytes_sent':512,'downstream_remote_address':'203.0.113.9:51234',"
                        + "'downstream_local_address':'10.0.0.1:443','duration':#L,'method':'GET','protocol':'HTTP/2','requested_server_name':null,"
                        + "'response_code':#ST,'response_code_details':'via_upstream','response_flags':'-','route_name':'httproute/shop/orders/rule/0',"
                        + "'start_time':'#ISO','upstream_cluster':'httproute/shop/orders/rule/0','upstream_host':'10.1.2.3:8080','user-agent':'"
                        + AGENT + "','x-envoy-origin-path':'/v1/orders/#ID?x=1','x-envoy-upstream-service-time':'#L',"
                        + "'x-forwarded-for':'198.51.100.23','x-request-id':'r-#ID'}");
        TEMPLATES.put(
                "traefik",
                "{'ClientAddr':'203.0.113.9:40084','ClientHost':'203.0.113.9','ClientPort':'40084','ClientUsername':'-',"
                        + "'DownstreamContentSize':10699,'DownstreamStatus':#ST,'Duration':#L482552,'OriginContentSize':10699,"
                        + "'OriginDuration':#L403291,'OriginStatus':#ST,'Overhead':79261,'RequestAddr':'shop.example','RequestContentSize':12,"
                        + "'RequestCount':41,'RequestHost':'shop.example','RequestMethod':'GET','RequestPath':'/v1/orders/#ID?x=1','RequestPort':'-',"
                        + "'RequestProtocol':'HTTP/2.0','RequestScheme':'https','RetryAttempts':0,'RouterName':'orders-web@kubernetes',"
                        + "'ServiceAddr':'10.1.2.3','ServiceName':'orders@kubernetes','StartUTC':'#ISO','entryPointName':'web','level':'info','msg':'',"
                        + "'time':'#ISO'}");
        TEMPLATES.put(
                "haproxy",
                "203.0.113.9:51234 [21/Nov/2025:10:00:00.123] web~ orders/srv1 0/0/3/#L/#L #ST 512 - - ---- 2/2/0/0/0 0/0"
                        + " \"GET /v1/orders/#ID?x=1 HTTP/1.1\"");
        TEMPLATES.put(
                "aws",
                "{'requestId':'r-#ID','ip':'203.0.113.9','requestTimeEpoch':'#MS','requestTime':'21/Nov/2025:10:00:00 +0000','httpMethod':'GET',"
                        + "'routeKey':'GET /orders/{id}','status':'#ST','protocol':'HTTP/1.1','responseLength':'512','responseLatency':'#L',"
                        + "'integrationLatency':'#L','integrationStatus':'#ST','domainName':'api.shop.example','apiId':'x7','stage':'prod'}");
        TEMPLATES.put(
                "apipark",
                "{'msec':#MS,'service':'orders','provider':'team-a','request_scheme':'https','request_uri':'https://a.example/v1/orders/#ID?x=1',"
                        + "'request_host':'a.example','api':'8c2f','application':'mobile','src_ip':'203.0.113.9','status':#ST,'proxy_status':#ST,"
                        + "'request_time':#L,'response_time':#L,'node':'n1','cluster':'apinto','request_id':'r-#ID','request_method':'GET'}");
        TEMPLATES.put(
                "combined",
                "203.0.113.9 - - [21/Nov/2025:10:00:00 +0000] \"GET /v1/orders/#ID?x=1 HTTP/1.1\" #ST 512 \"https://shop.example/\" \""
                        + AGENT + "\"");
        TEMPLATES.put(
                "otlp",
                "{'resourceSpans':[{'resource':{'attributes':[{'key':'service.name','value':{'stringValue':'edge'}}]},'scopeSpans':[{'scope':"
                        + "{'name':'http'},'spans':[{'traceId':'0af7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331','name':'GET','kind':2,"
                        + "'startTimeUnixNano':'#MS000000','endTimeUnixNano':'#MS999999','attributes':[{'key':'http.request.method','value':"
                        + "{'stringValue':'GET'}},{'key':'http.response.status_code','value':{'intValue':'#ST'}},{'key':'url.path','value':"
                        + "{'stringValue':'/v1/orders/#ID'}},{'key':'client.address','value':{'stringValue':'203.0.113.9'}},{'key':"
                        + "'user_agent.original','value':{'stringValue':'" + AGENT + "'}}],'status':{}}]}]}]}");
        TEMPLATES.put(
                "alertmanager",
                "{'version':'4','groupKey':'g','status':'firing','receiver':'hypercare','externalURL':'https://am.example','truncatedAlerts':0,'alerts':[{'status':'firing','labels':{'alertname':'Down','severity':'critical','api':'orders','service':'web'},"
                        + "'annotations':{'summary':'orders #ID does not answer','description':'It failed.'},'startsAt':'#ISO','endsAt':'0001-01-01T00:00:00Z','generatorURL':'https://prom.example/graph','fingerprint':'f#ID'}]}");
        TEMPLATES.put(
                "grafana",
                "{'version':'4','groupKey':'g','status':'firing','receiver':'hypercare','externalURL':'https://am.example','truncatedAlerts':0,'alerts':[{'status':'firing','labels':{'alertname':'Down','severity':'critical','api':'orders','service':'web'},"
                        + "'annotations':{'summary':'orders #ID does not answer','description':'It failed.'},'startsAt':'#ISO','endsAt':'0001-01-01T00:00:00Z','generatorURL':'https://prom.example/graph','fingerprint':'f#ID'}]}");
        TEMPLATES.put(
                "skywalking",
                "{'scopeId':1,'scope':'SERVICE','name':'orders','uuid':'u#ID','ruleName':'slow_rule','alarmMessage':'Response time is over 1000 ms','startTime':#MS,'tags':[{'key':'level','value':'WARNING'}]}");
        TEMPLATES.put(
                "pagerduty",
                "{'event':{'id':'e#ID','event_type':'incident.triggered','resource_type':'incident','occurred_at':'#ISO','data':{'id':'P#ID','type':'incident','html_url':'https://acme.example/incidents/#ID','status':'triggered',"
                        + "'created_at':'#ISO','title':'orders is down','service':{'id':'S','summary':'Orders'},'priority':{'summary':'P2'},'urgency':'high'}}}");
        TEMPLATES.put(
                "jira",
                "{'timestamp':#MS,'webhookEvent':'jira:issue_updated','issue':{'id':'#ID','self':'https://acme.example/rest/api/2/issue/#ID','key':'SHOP-#ID','fields':{'issuetype':{'name':'Bug'},'project':{'key':'SHOP'},'summary':'Cannot pay',"
                        + "'description':'The page says 502 for order #ID.','created':'2025-11-21T09:00:00.000+0000','labels':['launch'],'components':[{'name':'pay'}],'priority':{'name':'High'},'status':{'name':'To Do','statusCategory':{'key':'new'}}}}}");
        TEMPLATES.put(
                "servicenow",
                "{'number':'INC#ID','short_description':'Cannot pay','description':'The page says 502.','state':'2','impact':'2','urgency':'1','priority':'2','category':'software','assignment_group':{'display_value':'Checkout'},"
                        + "'opened_at':'2025-11-21 09:00:00','sys_updated_on':'2025-11-21 09:30:00','escalation':'0','reopen_count':'0'}");
        TEMPLATES.put(
                "zendesk",
                "{'type':'zen:event-type:ticket.created','account_id':1,'id':'z#ID','time':'#ISO','detail':{'id':'#ID','status':'New','subject':'Cannot pay','description':'The page says 502.','priority':'high','via':{'channel':'web'},"
                        + "'created_at':'2025-11-21T09:00:00Z','group_id':'77','organization_id':'88','tags':['launch']},'event':{}}");
        TEMPLATES.put(
                "github",
                "{'action':'opened','issue':{'number':#ID,'title':'Cannot pay','body':'The page says 502.','state':'open','html_url':'https://github.example/acme/orders/issues/#ID','created_at':'2025-11-21T09:00:00Z','updated_at':'#ISO','labels':[{'name':'bug'}],"
                        + "'assignees':[]},'repository':{'full_name':'acme/orders','name':'orders'}}");
        TEMPLATES.put(
                "gitlab",
                "{'object_kind':'deployment','status':'success','status_changed_at':'2025-11-21 11:00:00 +0100','deployment_id':#ID,'environment':'production','project':{'name':'Orders','path_with_namespace':'acme/orders'},'ref':'1.8.2',"
                        + "'short_sha':'279484c0','user':{'username':'octo'}}");
        TEMPLATES.put(
                "argocd",
                "{'app':'orders','phase':'Succeeded','revision':'0123abc#ID','startedAt':'2025-11-21T09:00:00Z','finishedAt':'#ISO','namespace':'production','url':'https://argocd.example/applications/orders'}");
        TEMPLATES.put(
                "change",
                "{'id':'c-#ID','kind':'deployment','api':'orders','version':'1.8.2','environment':'production','startedAt':'#ISO','status':'succeeded','actor':'octo','title':'Orders 1.8.2'}");
        TEMPLATES.put(
                "feedback",
                "{'id':'s-#ID','kind':'nps','score':9,'at':'#ISO','api':'orders','tenant':'acme','category':'pay','ticket':'jira:SHOP-#ID','comment':'It was quick and worked at once.'}");
    }

    private LogSamples() {}

    /** So many records of a format, the same each time. Error: {@link IllegalArgumentException} for a format that has none. */
    static List<byte[]> of(String format, int count) {
        String template = TEMPLATES.get(format);
        if (template == null) {
            throw new IllegalArgumentException("no samples of " + format);
        }
        String text = template.replace('\'', '"');
        Random random = new Random(42);
        List<byte[]> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String millis = String.valueOf(BEGIN + i);
            records.add(text.replace("#ISO", "2025-11-21T10:00:" + (10 + i % 50) + ".250Z")
                    .replace("#MS", millis)
                    .replace("#ID", String.valueOf(random.nextInt(1_000_000)))
                    .replace("#ST", i % 50 == 0 ? "503" : "200")
                    .replace("#S", millis.substring(0, 10) + "." + millis.substring(10))
                    .replace("#L", String.valueOf(10 + random.nextInt(90)))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return records;
    }
}
