using System.Buffers;
using System.Net;
using FleetSim.Device;
using FleetSim.Protocol.SyncMl;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetSim.Bench.Session;

/// <summary>The <see cref="CollectionServer"/> as a process: says its address in one line, serves until its input ends.</summary>
internal static class CollectionHost
{
    public static async Task RunAsync(TextReader input, TextWriter output, CancellationToken stop)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        await using WebApplication web = builder.Build();
        PresetAccount account = new() { Address = "" };
        web.Run(context => AnswerAsync(context, account));
        await web.StartAsync(stop);
        await output.WriteLineAsync($"{web.Urls.First()}/dm");
        await output.FlushAsync(stop);
        while (await input.ReadLineAsync(stop) is not null)
        {
            // Nothing is said to it.
        }
    }

    private static async Task AnswerAsync(HttpContext context, PresetAccount account)
    {
        byte[] body = await BodyAsync(context.Request);
        string type = context.Request.ContentType ?? "";
        byte[]? answer = SyncMlMediaType.Parse(type) is { } encoding ? CollectionServer.Answer(account, body, encoding) : null;
        context.Response.StatusCode = answer is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        context.Response.ContentType = type;
        context.Response.ContentLength = answer?.Length ?? 0;
        if (answer is not null) await context.Response.Body.WriteAsync(answer);
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        while (true)
        {
            System.IO.Pipelines.ReadResult read = await request.BodyReader.ReadAsync();
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
