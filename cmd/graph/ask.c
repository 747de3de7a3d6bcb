#include "cmd/graph/ask.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <time.h>

#include "cmd/graph/retry.h"
#include "cmd/graph/url.h"
#include "parser/array.h"

enum {
    IN_FLIGHT = 4, /* requests under way: Graph throttles who sends many (Graph, throttling) */
    PAGES_MAX = 1000
};

/*
 * All open asks are sent once. What has to be asked again waits for the next round, which starts
 * when the longest wait that was asked for is over, so that few batches are needed then, too.
 */
struct round {
    struct graph *graph;
    struct ask **asks;
    size_t count, at;   /* those before `at` are on their way or done */
    size_t done, total; /* for the progress */
    int64_t wait;       /* milliseconds until the next round */
    bool paused;        /* nothing more is sent in this round */
    bool expired;       /* the token is not accepted */
    bool refused;       /* and this one was new */
};

/* One request: the asks that it is for. */
struct flight {
    struct http_call call; /* comes first: it is a talloc object */
    struct round *round;
    struct ask *asks[BATCH_MAX];
    size_t count;
    bool batch;
};

struct graph *graph_new(void *mem, struct tokens *tokens)
{
    struct graph *graph = talloc_zero(mem, struct graph);
    graph->site = tokens->site;
    graph->tokens = tokens;
    graph->http = http_new(graph, tokens->settings, tokens->site->graph, HTTP_REMOTE);
    return graph;
}

static int ask_free(struct ask *ask)
{
    cJSON_Delete(ask->items);
    return 0;
}

struct ask *ask_new(void *mem, const char *path, bool alone)
{
    struct ask *ask = talloc_zero(mem, struct ask);
    ask->path = talloc_strdup(ask, path);
    ask->alone = alone;
    ask->items = cJSON_CreateArray();
    talloc_set_destructor(ask, ask_free);
    return ask;
}

const char *graph_url(void *mem, const struct site *site, const char *path)
{
    return talloc_asprintf(mem, "%s/v1.0%s", site->graph, path);
}

static void settle(struct round *round, struct ask *ask, enum answer answer)
{
    ask->answer = answer;
    round->done++;
    if (round->graph->progress != NULL)
        round->graph->progress(round->graph->context, round->done, round->total);
}

/* `code` and `reason` are copied, without what may be a secret in them. */
static void fail(struct round *round, struct ask *ask, long status, const char *code,
                 const char *reason)
{
    const struct secrets *secrets = round->graph->tokens->secrets;
    ask->status = status;
    ask->code = secrets_hide(secrets, talloc_strdup(ask, code == NULL ? "" : code));
    ask->reason = secrets_hide(secrets, talloc_strdup(ask, reason == NULL ? "" : reason));
    settle(round, ask, FAILED);
}

/* Leaves it open for the next round, if it has not been asked for too often. */
static void ask_again(struct round *round, struct ask *ask, const char *retry_after, long status,
                      const char *code, const char *reason)
{
    struct graph *graph = round->graph;
    int64_t wait = retry_wait(retry_after, ++ask->tries, time(NULL)), now = retry_now();
    if (graph->trouble == 0)
        graph->trouble = now;
    if (ask->tries >= RETRY_TRIES || now - graph->trouble + wait > RETRY_WAIT_MAX)
        fail(round, ask, status, code, reason);
    else if (wait > round->wait)
        round->wait = wait;
}

/* There is another page. A link may lead anywhere, and the token goes with it. */
static void follow(struct round *round, struct ask *ask, const char *link)
{
    if (!url_same_origin(link, round->graph->site->graph)) {
        fail(round, ask, 0, "",
             "Graph's @odata.nextLink leads to another host, which is not asked");
        return;
    }
    bool again = ask->pages >= PAGES_MAX;
    for (size_t i = 0; i < ask->pages; i++)
        again = again || strcmp(ask->seen[i], link) == 0;
    if (again) {
        fail(round, ask, 0, "", "Graph's pages have no end");
        return;
    }
    ask->next = talloc_strdup(ask, link);
    ask->tries = 0;
    ARRAY_PUSH(ask, ask->seen, ask->pages, ask->next);
    ARRAY_PUSH(round->graph, round->asks, round->count, ask);
}

static void take_page(struct round *round, struct ask *ask, const struct reply *reply)
{
    const char *next;
    if (!page_read((cJSON *)reply->body, ask->items, &next))
        ask_again(round, ask, NULL, 0, "", "Graph's answer is not a list");
    else if (next != NULL)
        follow(round, ask, next);
    else
        settle(round, ask, ANSWERED);
}

static void take_reply(struct round *round, struct ask *ask, const struct reply *reply)
{
    const char *code, *message;
    error_find(reply->body, &code, &message);
    if (reply->status == 0) {
        ask_again(round, ask, NULL, 0, "", "Graph left it out of its answer");
    } else if (reply->status == 200) {
        take_page(round, ask, reply);
    } else if (reply->status == 401 && !ask->renewed) {
        ask->renewed = round->expired = round->paused = true;
    } else if (retry_status(reply->status)) {
        ask_again(round, ask, reply->retry_after, reply->status, code, message);
    } else {
        round->refused = round->refused || reply->status == 401;
        fail(round, ask, reply->status, code, message);
    }
}

/* The whole request came to nothing. */
static void take_trouble(struct flight *flight, bool hopeless, const char *reason)
{
    for (size_t i = 0; i < flight->count; i++)
        if (hopeless)
            fail(flight->round, flight->asks[i], 0, "", reason);
        else
            ask_again(flight->round, flight->asks[i], NULL, 0, "", reason);
    flight->round->paused = true; /* the host is in trouble: it is not asked more right now */
}

/* Graph sends JSON and redirects nobody; a domain's own 404 stands inside of a batch. */
static bool is_strange(const struct http_call *call)
{
    return (call->status >= 300 && call->status < 400) || call->status == 404 ||
           (!http_is_json(call) && !retry_status(call->status));
}

/* A page of somebody's who is no Graph, a proxy perhaps. */
static void take_stranger(struct flight *flight)
{
    const struct http_call *call = &flight->call;
    bool moved = call->status >= 300 && call->status < 400;
    char *reason = talloc_asprintf(
        flight, "%s %s", url_host(flight, call->url),
        moved ? talloc_asprintf(flight, "wants to pass the request on to %s, which is not done",
                                call->location == NULL ? "another host"
                                                       : url_host(flight, call->location))
              : talloc_asprintf(flight,
                                "answers %ld like no Graph does: is that the right host, and is "
                                "no proxy or sign-in page in between?",
                                call->status));
    take_trouble(flight, true, reason);
}

static void take_answer(struct flight *flight, cJSON *answer)
{
    struct http_call *call = &flight->call;
    struct round *round = flight->round;
    struct reply replies[BATCH_MAX];
    struct reply whole = {call->status, cJSON_IsObject(answer) ? answer : NULL, call->retry_after};
    if (flight->batch && call->status == 200 && !batch_read(answer, replies, flight->count)) {
        take_trouble(flight, false, "Graph's answer cannot be read");
        return;
    }
    if (retry_status(call->status))
        round->paused = true;
    for (size_t i = 0; i < flight->count; i++)
        take_reply(round, flight->asks[i],
                   flight->batch && call->status == 200 ? &replies[i] : &whole);
}

static void land(struct http_call *call, void *context)
{
    struct flight *flight = context;
    for (size_t i = 0; i < flight->count; i++)
        flight->asks[i]->id = talloc_strdup(flight->asks[i], call->id);
    cJSON *answer = http_is_json(call) ? cJSON_ParseWithLength(call->bytes, call->size) : NULL;
    if (call->status == 0)
        take_trouble(flight, call->hopeless, call->why);
    else if (is_strange(call))
        take_stranger(flight);
    else if (answer == NULL && call->status == 200)
        take_trouble(flight, false, "Graph's answer cannot be read");
    else
        take_answer(flight, answer);
    cJSON_Delete(answer);
    talloc_free(flight);
}

/* Sends the next ask that goes alone, or the next ones that go together. */
static void launch(struct round *round)
{
    struct graph *graph = round->graph;
    struct flight *flight = talloc_zero(graph, struct flight);
    const char *paths[BATCH_MAX];
    flight->round = round;
    while (round->at < round->count && flight->count < BATCH_MAX) {
        struct ask *ask = round->asks[round->at];
        bool single = ask->next != NULL || ask->alone;
        if (single && flight->count > 0)
            break;
        paths[flight->count] = ask->path;
        flight->asks[flight->count++] = ask;
        round->at++;
        flight->batch = !single;
        if (single)
            break;
    }
    const struct ask *first = flight->asks[0];
    flight->call = (struct http_call){
        .url = flight->batch         ? graph_url(flight, graph->site, "/$batch")
               : first->next != NULL ? talloc_strdup(flight, first->next)
                                     : graph_url(flight, graph->site, first->path),
        .bearer = graph->tokens->token,
        .body = flight->batch ? batch_body(flight, paths, flight->count) : NULL,
        .body_type = "application/json",
        .done = land,
        .context = flight,
    };
    http_start(graph->http, &flight->call);
}

static void fly(struct round *round)
{
    for (size_t flying = 0;;) {
        while (flying < IN_FLIGHT && round->at < round->count && !round->paused) {
            launch(round);
            flying++;
        }
        if (flying == 0)
            return;
        flying = http_wait(round->graph->http);
    }
}

/* Batches are made of neighbours. */
static int compare(const void *left, const void *right)
{
    const struct ask *a = *(struct ask *const *)left, *b = *(struct ask *const *)right;
    int order = (a->next != NULL || a->alone) - (b->next != NULL || b->alone);
    return order != 0 ? order : strcmp(a->path, b->path);
}

/* Collects what is still open; returns how much that is. */
static size_t gather(struct round *round, struct ask **asks, size_t count)
{
    round->count = round->at = round->done = 0;
    round->total = count;
    round->wait = 0;
    round->paused = round->expired = false;
    for (size_t i = 0; i < count; i++) {
        if (asks[i]->answer == OPEN)
            ARRAY_PUSH(round->graph, round->asks, round->count, asks[i]);
        else
            round->done++;
    }
    if (round->count > 0)
        qsort(round->asks, round->count, sizeof *round->asks, compare);
    return round->count;
}

static void give_up(struct round *round, struct ask **asks, size_t count, long status,
                    const char *reason)
{
    for (size_t i = 0; i < count; i++)
        if (asks[i]->answer == OPEN)
            fail(round, asks[i], status, "", reason);
}

void graph_ask(struct graph *graph, struct ask **asks, size_t count)
{
    struct round round = {.graph = graph};
    while (gather(&round, asks, count) > 0) {
        fly(&round);
        if (round.refused)
            give_up(&round, asks, count, 401, "");
        else if (round.expired && !tokens_renew(graph->tokens))
            give_up(&round, asks, count, 401, "the token has expired");
        retry_sleep(round.wait);
    }
    talloc_free(round.asks);
}
