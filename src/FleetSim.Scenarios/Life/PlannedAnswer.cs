using FleetSim.Device;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Interaction;
using FleetSim.Scenarios.Population;

namespace FleetSim.Scenarios.Life;

/// <summary>What the user will say to a question, and how long it takes: drawn from the scenario, the same after a crash.</summary>
/// <param name="ThinkTime">From the question to the answer; null: the user ignores the question.</param>
public sealed record PlannedAnswer(UserAnswer Answer, TimeSpan? ThinkTime)
{
    /// <summary>What is typed.</summary>
    public string Text { get; init; } = "";

    /// <summary>Numbers of the choices, from 1.</summary>
    public IReadOnlyList<int> Choices { get; init; } = [];

    /// <summary>The answer to the <paramref name="question"/>-th question of a handset's life.</summary>
    public static PlannedAnswer To(TerminalAction.Prompt prompt, int question, UserSpec users, Persona persona, Chance chance)
    {
        bool ignores = chance.Happens(ChancePurpose.UserIgnores, question, users.IgnoreShare);
        TimeSpan? think = ignores ? null : chance.Between(ChancePurpose.ThinkTime, question, users.ThinkTime.Least, users.ThinkTime.Most) * persona.Pace;
        double refusal = prompt.Subject == UiSubject.DownloadContinueQuestion ? users.RefuseContinueShare : users.RefuseShare;
        bool refuses = chance.Happens(ChancePurpose.UserAnswer, question, refusal);
        PlannedAnswer answer = prompt.Request switch
        {
            null or InteractionRequest.Confirm => new PlannedAnswer(refuses ? UserAnswer.No : UserAnswer.Yes, think),
            _ when refuses => new PlannedAnswer(UserAnswer.Cancelled, think),
            InteractionRequest.TextInput => new PlannedAnswer(UserAnswer.Typed, think) { Text = prompt.Subject == UiSubject.BootstrapPin ? users.Pin : persona.Name },
            InteractionRequest.SingleChoice single => Chosen(think, [1 + (int)chance.Below(ChancePurpose.UserChoice, question, single.Choices.Count)]),
            InteractionRequest.MultipleChoice multiple => Chosen(think, Some(multiple.Choices.Count, question, chance)),
            _ => new PlannedAnswer(UserAnswer.Yes, think),
        };
        return answer;
    }

    /// <summary>The answer as it happens.</summary>
    public TerminalEvent.UserAnswered At(DateTimeOffset at) => new(at, Answer) { Text = Text, Choices = Choices };

    private static PlannedAnswer Chosen(TimeSpan? think, IReadOnlyList<int> choices) => new(UserAnswer.Chosen, think) { Choices = choices };

    /// <summary>Each choice with one chance in two.</summary>
    private static int[] Some(int choices, int question, Chance chance)
    {
        ulong bits = chance.Bits(ChancePurpose.UserChoice, question);
        return [.. Enumerable.Range(1, choices).Where(number => ((bits >> (number & 63)) & 1) != 0)];
    }
}
